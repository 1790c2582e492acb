using System.Text;
using Grader.Contract;
using Grader.Core.Rubrics;

namespace Grader.Core.Compiling;

/// <summary>The author's functions about a student's code: those of the probes file, and the bodies that the rubric itself gives.</summary>
internal static class Probes
{
    /// <summary>The link that is compiled after a student's cells; null where the homework asks for none.</summary>
    public static ScriptSource? Of(IGrouping<string, CodeCheck> file, IReadOnlyDictionary<string, string> written)
    {
        var text = new StringBuilder(written.GetValueOrDefault(file.Key, ""));
        foreach (var function in file.SelectMany(it => it.Functions).Where(it => it.IsProbe && it.Body.Length > 0).DistinctBy(it => it.ToString()))
            text.Append('\n').Append(function).Append(" => ").Append(function.Body).Append(';');
        return text.Length == 0 ? null : new ScriptSource(NameFor(file.Key), text.ToString());
    }

    public static string NameFor(string file) => Path.GetFileNameWithoutExtension(file) + ".probes.csx";
}
