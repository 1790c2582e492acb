using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.Rubrics;
using Grader.Core.Running;
using Grader.Core.Sandboxing;

namespace Grader.Core.References;

/// <summary>The answers of the known mistakes and of the accepted readings to every case.</summary>
internal sealed class MistakeRuns(AuthorScripts scripts, Sandbox sandbox, IReadOnlyList<TestCase> cases)
{
    public async Task<List<(string Part, KnownMistake Mistake)>> RunMistakesAsync(Worker worker, CancellationToken cancel)
    {
        var known = new List<(string, KnownMistake)>();
        foreach (var part in scripts.Rubric.Parts.Where(it => !it.Mistakes.IsEmpty))
        {
            var ofPart = cases.Where(it => it.Part == part.Id).ToList();
            foreach (var mistake in part.Mistakes)
            {
                if (File.Exists(scripts.TextOf(part, mistake)))
                {
                    if (await RunTextAsync(part, mistake, ofPart, cancel) is { } known2) known.Add((part.Id, known2));
                    continue;
                }
                if (!scripts.Functions.TryGetValue($"{part.Id}_{mistake.Id}", out var place)) continue;
                var answers = ImmutableArray.CreateBuilder<Value?>();
                foreach (var test in ofPart)
                {
                    if (test.Function != Checks(part).First().Function.ToString()) { answers.Add(KnownMistake.Unasked); continue; }
                    var outcome = await worker.AskAsync(place.Script, new CallRequest(place.Script, place.Slot, test.Arguments, Checks(part).First().Function.IsProbe ? scripts.Rubric.Seed : null), AuthorScripts.Limits, cancel);
                    answers.Add(outcome is Returned returned ? returned.Value : null);
                }
                known.Add((part.Id, new KnownMistake(mistake, answers.ToImmutable())));
            }
        }
        return known;
    }

    /// <summary>The reference notebook with the text of a mistake in the place of the part's answer, called like a student's.</summary>
    private async Task<KnownMistake?> RunTextAsync(Part part, Mistake mistake, List<TestCase> ofPart, CancellationToken cancel)
    {
        var (path, file) = (scripts.TextOf(part, mistake), Checks(part).First().File);
        var shown = scripts.Shown($"mistakes/{Path.GetFileName(path)}");
        var reference = scripts.Reference(file, mistake.At);
        var at = reference.ToList().FindIndex(it => AnswerRegions.Find(it.Text).Any(region => region.Part == part.Id));
        if (at < 0) { scripts.Complain(mistake.At, "GR116", $"The reference notebook has no region of {part.Id} to put {shown} into.", $"Mark the answer: // BEGIN ANSWER {part.Id} … // END ANSWER"); return null; }
        var links = reference.SetItem(at, reference[at] with { Text = AnswerRegions.Replaced(reference[at].Text, part.Id, await File.ReadAllTextAsync(path, cancel)) });
        var group = CompiledSubmission.FilesOf(scripts.Rubric).First(it => it.Key == file);
        var functions = Checks(part).Select(it => it.Function).DistinctBy(it => it.ToString()).ToList();
        var compilation = await scripts.Compiler.CompileAsync(new CompileRequest(links, [.. functions.Select(CompiledSubmission.Wanted)], Cells: true, Probes.Of(group, scripts.Probes)), cancel);
        foreach (var message in compilation.Response.Messages.Where(it => it.IsError).Take(1))
            scripts.Complain(new SourcePosition(shown, 1, 1), "GR101", $"{message.Id}: {message.Message}", $"In the line: {message.SourceLine.Trim()}");
        if (!compilation.Succeeded) return null;
        await using var worker = new Worker(sandbox, AuthorScripts.Limits, [new LoadedProgram(0, compilation.Response.Images, true, AuthorScripts.Limits, OnlyNeeded: true)], data: scripts.Data);
        var answers = ImmutableArray.CreateBuilder<Value?>();
        foreach (var test in ofPart)
        {
            var function = functions.First(it => it.ToString() == test.Function);
            var fit = compilation.Response.Functions.First(it => it.Key == test.Function);
            var outcome = fit.Slot < 0 ? null : await worker.AskAsync(0, new CallRequest(0, fit.Slot, test.Arguments, function.IsProbe ? scripts.Rubric.Seed : null), AuthorScripts.Limits, cancel);
            answers.Add(outcome is Returned returned ? returned.Value : null);
        }
        return new KnownMistake(mistake, answers.ToImmutable());
    }

    /// <summary>A reading answers every case, with finite numbers, and not always as the reference does.</summary>
    public async Task<List<(string Part, KnownReading Reading)>> RunReadingsAsync(Worker worker, CancellationToken cancel)
    {
        var known = new List<(string, KnownReading)>();
        foreach (var (part, reading) in scripts.Rubric.Parts.SelectMany(part => part.Accept.Select(reading => (part, reading))))
        {
            if (!scripts.Functions.TryGetValue($"{part.Id}_{reading.Id}", out var place)) continue;
            var (ofPart, answers, function) = (cases.Where(it => it.Part == part.Id).ToList(), ImmutableArray.CreateBuilder<Value>(), part.Function!.ToString());
            foreach (var test in ofPart)
            {
                if (test.Function != function) answers.Add(test.Expected); // of another function of the part
                else if (await worker.AskAsync(place.Script, new CallRequest(place.Script, place.Slot, test.Arguments), AuthorScripts.Limits, cancel) is Returned answer) answers.Add(answer.Value);
                else scripts.Complain(reading.At, "GR126", $"The reading {part.Id}_{reading.Id} fails on the case '{test.Label}'.", "What is accepted must be an answer to every case; mend the function beside the reference.");
            }
            if (answers.Count < ofPart.Count) continue;
            if (answers.Zip(ofPart).All(it => NamedValues.Agree(it.First, it.Second.Expected, part.Function)))
                scripts.Complain(reading.At, "GR126", $"The reading {part.Id}_{reading.Id} answers every case as the reference does.", "Add a case where the two readings part, or remove this one.");
            known.Add((part.Id, new KnownReading(reading, answers.ToImmutable())));
        }
        return known;
    }

    private static IEnumerable<CallCheck> Checks(Part part) => part.Checks.OfType<CallCheck>();
}
