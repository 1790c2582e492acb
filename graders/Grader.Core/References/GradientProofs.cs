using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.References;

/// <summary>What proves the reference's gradients: autograd, central differences, and the reference's own forward functions.</summary>
internal sealed class GradientProofs(AuthorScripts scripts, IReadOnlyList<TestCase> cases)
{
    private const double AutogradTolerance = 1e-12;
    private const double DifferenceTolerance = 1e-7;
    private const double Step = 1e-5;

    /// <summary>reference = autograd of J ≤ 1e-12, and = central differences of J ≤ 1e-7, on every case of every gradient check.</summary>
    public async Task<ImmutableArray<ProofFigure>> ProveAsync(Worker worker, CancellationToken cancel)
    {
        var figures = ImmutableArray.CreateBuilder<ProofFigure>();
        foreach (var group in scripts.CallChecks.Where(it => it.Check is GradientCheck).GroupBy(it => it.Part.Id))
        {
            var function = group.First().Check.Function;
            string FileOf(bool isPublic) => scripts.CasesFile(group.First().Check.File, isPublic);
            if (LossOf(group.Key, "") is not { } hidden)
            {
                scripts.Complain(new SourcePosition(FileOf(false), 1, 1), "GR104", $"{group.Key} is a gradient, but there is no {group.Key}_J.", $"Add: Tensor {group.Key}_J({AuthorScripts.Parameters(function)}, Tensor at) => …; the scalar of which it is the gradient.");
                continue;
            }
            var open = LossOf(group.Key, "public:") ?? hidden;
            var ofPart = cases.Where(it => it.Part == group.Key && group.Any(check => it.IsFor(check.Check))).ToList();
            var (worstAutograd, worstDifference, kinks) = (0.0, 0.0, 0);
            foreach (var test in ofPart)
            {
                var loss = test.Public ? open : hidden;
                var outcome = await worker.AskAsync(loss.Script, new DifferentiateRequest(loss.Script, loss.At, loss.J, test.Arguments, Step), AuthorScripts.Limits, cancel);
                if (outcome is not Returned { Value: TupleValue { Items: [ListValue autograd, ListValue near, ListValue far] } })
                {
                    scripts.Complain(new SourcePosition(FileOf(test.Public), outcome is Threw { Exception.Line: > 0 } threw ? threw.Exception.Line : 1, 1), "GR104", $"J of {group.Key} fails on the case '{test.Label}': {AuthorScripts.Words(outcome)}", "J must be a scalar tensor (float64) that torch can differentiate.");
                    break;
                }
                var expected = NamedValues.Of(test.Expected, function).Select(it => it.Value).ToList();
                var exact = GradientProof.Largest(expected, autograd.Items, out var problem);
                var difference = GradientProof.AgainstDifferences(expected, near.Items, far.Items, out var kinked);
                kinks += kinked;
                (worstAutograd, worstDifference) = (Math.Max(worstAutograd, exact), Math.Max(worstDifference, difference));
                if (problem.Length == 0 && exact <= AutogradTolerance && difference <= DifferenceTolerance) continue;
                scripts.Complain(ReferencePlace(function), "GR107", problem.Length > 0
                    ? $"{function.Name} is not the gradient of {group.Key}_J on the case '{test.Label}': {problem}."
                    : FormattableString.Invariant($"{function.Name} is not the gradient of {group.Key}_J on the case '{test.Label}': it differs from autograd by {exact:0.0e+0} and from central differences by {difference:0.0e+0} (relative)."),
                    $"Mend {function.Name} in the reference, or {group.Key}_J and {group.Key}_At in {FileOf(test.Public)}.");
                break;
            }
            figures.Add(new ProofFigure(group.Key, ofPart.Count, worstAutograd, worstDifference, kinks));
        }
        return figures.ToImmutable();
    }

    /// <summary>At and J of a part, from one file of cases; null where it does not define both.</summary>
    private (int Script, int At, int J)? LossOf(string part, string prefix)
    {
        var form = scripts.Functions.ContainsKey($"{prefix}{part}_At?one") ? "one" : "many";
        return scripts.Functions.TryGetValue($"{prefix}{part}_At?{form}", out var at) && (scripts.Functions.TryGetValue($"{prefix}{part}_J?{form}", out var j) || scripts.Functions.TryGetValue($"{prefix}{part}_J?many", out j))
            ? (at.Script, at.Slot, j.Slot) : null;
    }

    private SourcePosition ReferencePlace(Signature function)
    {
        var file = scripts.CallChecks.First(it => it.Check.Function == function).Check.File;
        var lines = File.ReadAllLines(Path.Combine(scripts.Folder, file));
        var line = Array.FindIndex(lines, it => it.Contains(function.Name + "(", StringComparison.Ordinal));
        return new SourcePosition(scripts.Shown(file), Math.Max(line, 0) + 1, line < 0 ? 1 : lines[line].IndexOf(function.Name, StringComparison.Ordinal) + 1);
    }

    /// <summary>Through the reference's own forward function, central differences must give the reference's backward answer.</summary>
    public async Task ProveFollowThroughAsync(Worker worker, CancellationToken cancel)
    {
        foreach (var (part, check) in scripts.CallChecks)
        {
            if (check.FollowThrough is not { } rule) continue;
            var forward = scripts.Rubric.Parts.First(it => it.Id == rule.Forward).Function!;
            var (script, slot) = scripts.Functions[forward.Name];
            var own = new OwnForward(rule, forward, check.Function, arguments => worker.AskAsync(script, new CallRequest(script, slot, arguments), AuthorScripts.Limits, cancel));
            foreach (var test in cases.Where(it => it.Part == part.Id && it.IsFor(check)).OrderBy(own.Entries).Take(OwnForward.MostCases))
            {
                var found = await own.GradientAsync(test);
                if (found is not null && FollowThroughComparer.Agrees(check, test.Expected, found)) continue;
                scripts.Complain(rule.Where, "GR127", found is null
                    ? $"{forward.Name} cannot be differentiated on the case '{test.Label}' of {part.Id}: it fails, has another shape than {rule.Times}, or takes too many numbers."
                    : $"{check.Function.Name} is not the gradient of the sum of {rule.Times} ⊙ {forward.Name} at {string.Join(", ", rule.At)} on the case '{test.Label}'.", "Look at 'of', 'times' and 'at' (in the order of the answer), and give the part at least one small case.");
                break;
            }
        }
    }
}
