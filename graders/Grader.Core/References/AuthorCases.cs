using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.References;

/// <summary>The cases as the TA's scripts make them, and the reference's answers to them.</summary>
internal sealed class AuthorCases(AuthorScripts scripts)
{
    private readonly List<TestCase> _cases = [];

    public IReadOnlyList<TestCase> All => _cases;

    public async Task TakeAsync(Worker worker, string file, bool isPublic, CancellationToken cancel)
    {
        var place = new SourcePosition(scripts.CasesFile(file, isPublic), 1, 1);
        var (script, slot) = scripts.Functions[isPublic ? $"{file}:public" : $"{file}:cases"];
        var outcome = await worker.AskAsync(script, new CallRequest(script, slot, []), AuthorScripts.Limits, cancel);
        if (worker.Loads.GetValueOrDefault(script) is Returned { Value: TextValue fault }) { scripts.Complain(place with { Line = LineOf(fault.Content) }, "GR103", $"The cases could not be made: {fault.Content}", "Mend the statement in this line."); return; }
        if (outcome is not Returned { Value: ListValue cases }) { scripts.Complain(place, "GR103", $"The cases could not be made: {AuthorScripts.Words(outcome)}", "Run the file's statements one by one to find the one that fails."); return; }
        var functions = scripts.CallChecks.Where(it => it.Check.File == file).GroupBy(it => it.Part.Id).ToDictionary(it => it.Key, it => it.Select(pair => pair.Check).ToList());
        foreach (var item in cases.Items.OfType<ListValue>())
        {
            var (part, group, label) = (((TextValue)item.Items[0]).Content, ((TextValue)item.Items[1]).Content, ((TextValue)item.Items[2]).Content);
            if (!functions.TryGetValue(part, out var checks)) { scripts.Complain(place, "GR105", $"The case '{label}' is for '{part}', which calls no function of {file}.", Yaml.Spelling.DidYouMean(part, [.. functions.Keys])); continue; }
            if (_cases.Any(it => it.Part == part && it.Label == label)) { scripts.Complain(place, "GR105", $"Two cases of {part} are called '{label}'.", "Give each its own label: evidence names it."); continue; }
            var arguments = ((ListValue)item.Items[3]).Items;
            var test = new TestCase(part, group, label, arguments, Value.Nothing);
            var function = (checks.FirstOrDefault(test.Takes) ?? checks[0]).Function;
            if (arguments.Length != function.Parameters.Length) { scripts.Complain(place, "GR105", $"The case '{label}' of {part} has {arguments.Length} arguments; {function.Name} takes {function.Parameters.Length}.", $"The signature is {function}."); continue; }
            await TakeExpectedAsync(worker, test with { Function = function.ToString(), Public = isPublic }, function, scripts.Shown(file), cancel);
        }
    }

    public void CheckEveryPartHasOne(string file)
    {
        foreach (var part in scripts.CallChecks.Where(it => it.Check.File == file).Select(it => it.Part.Id).Distinct().Where(id => _cases.All(it => it.Part != id)))
            scripts.Complain(new SourcePosition(scripts.CasesFile(file, false), 1, 1), "GR105", $"There is no case for {part}.", $"Add: Case(\"{part}\", group: \"general\", label: \"…\", …);");
    }

    private async Task TakeExpectedAsync(Worker worker, TestCase test, Signature function, string file, CancellationToken cancel)
    {
        var (script, slot) = scripts.Functions[function.Name];
        var request = new CallRequest(script, slot, test.Arguments, function.IsProbe ? scripts.Rubric.Seed : null);
        var first = await worker.AskAsync(script, request, AuthorScripts.Limits, cancel);
        var second = await worker.AskAsync(script, request, AuthorScripts.Limits, cancel);
        var at = new SourcePosition(file, first is Threw { Exception.Line: > 0 } threw ? threw.Exception.Line : 1, 1);
        if (first is not Returned answer || second is not Returned again) { scripts.Complain(at, "GR103", $"The reference fails on the case '{test.Label}' of {test.Part}: {AuthorScripts.Words(first)}", "Mend the reference, or the case."); return; }
        if (!Value.SameBits(answer.Value, again.Value)) scripts.Complain(at, "GR103", $"The reference gives two different answers to the case '{test.Label}' of {test.Part}.", "Use no random numbers and keep no state between calls.");
        if (NamedValues.Of(answer.Value, function).Any(it => it.Value is TensorValue tensor && tensor.ToDoubles().Any(number => !double.IsFinite(number))))
            scripts.Complain(at, "GR103", $"The reference's answer to the case '{test.Label}' of {test.Part} is not finite.", "Choose gentler inputs, or compute it more stably.");
        _cases.Add(test with { Expected = answer.Value });
    }

    public void CheckFilters()
    {
        foreach (var (part, check) in scripts.CallChecks)
        {
            var groups = _cases.Where(it => it.Part == part.Id).Select(it => it.Group).Distinct().ToList();
            foreach (var group in check.Cases.GroupNames.Where(it => !groups.Contains(it)))
                scripts.Complain(check.CasesAt, "GR106", $"No case of {part.Id} is in a group '{group}'.", Yaml.Spelling.DidYouMean(group, groups));
            if (groups.Count > 0 && !_cases.Any(it => it.Part == part.Id && it.IsFor(check)))
                scripts.Complain(check.CasesAt, "GR106", $"'{check.Cases.Text}' picks no case of {part.Id}.", "Add such a case to the cases file, or change the filter.");
        }
    }

    private static int LineOf(string described) => described.Split(':') is [_, var line, ..] && int.TryParse(line, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : 1;
}
