using System.Collections.Immutable;
using Grader.Core.Yaml;

namespace Grader.Core.Notebooks;

/// <summary>What became of the places for answers: moved, copied, renamed and deleted ones are told, and cost nothing by themselves.</summary>
public static class AnswerPlaces
{
    /// <summary><paramref name="parts"/>: the part ids of the homework, in the order of the notebook that students received.</summary>
    public static ImmutableArray<LocalizedText> Notes(Notebook notebook, IReadOnlyList<string> parts)
    {
        if (notebook.Problem is not null) return [];
        var found = notebook.Cells.SelectMany(cell => cell.Answers.Select(part => (Part: part, cell.Index))).ToList();
        var missing = parts.Except(found.Select(it => it.Part)).ToList();
        var notes = ImmutableArray.CreateBuilder<LocalizedText>();
        foreach (var (part, index) in found.Where(it => !parts.Contains(it.Part)).DistinctBy(it => it.Part).Take(10))
            notes.Add(NotebookSentences.UnknownAnswer(index, part, Spelling.Nearest(part, missing)));
        foreach (var copies in found.GroupBy(it => it.Part).Where(it => it.Count() > 1 && parts.Contains(it.Key)))
            notes.Add(NotebookSentences.Copied(copies.Key, [.. copies.Select(it => it.Index)]));
        foreach (var (part, index) in Moved(found.Where(it => parts.Contains(it.Part)).DistinctBy(it => it.Part).ToList(), parts))
            notes.Add(NotebookSentences.Moved(index, part));
        foreach (var part in missing) notes.Add(NotebookSentences.NoPlace(part));
        return notes.ToImmutable();
    }

    /// <summary>The fewest answers that must have been moved: all that are not in a longest run that is still in order.</summary>
    private static IEnumerable<(string Part, int Index)> Moved(List<(string Part, int Index)> found, IReadOnlyList<string> parts)
    {
        var order = found.Select(it => Enumerable.Range(0, parts.Count).First(i => parts[i] == it.Part)).ToArray();
        var (length, before) = (new int[order.Length], new int[order.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            (length[i], before[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (order[j] < order[i] && length[j] + 1 > length[i]) (length[i], before[i]) = (length[j] + 1, j);
        }
        var stayed = new HashSet<int>();
        for (var i = length.Length == 0 ? -1 : Array.IndexOf(length, length.Max()); i >= 0; i = before[i]) stayed.Add(i);
        return found.Where((_, i) => !stayed.Contains(i));
    }
}
