using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.References;

/// <summary>What the machine does with one mistake's answers when a student gives them: the name that it finds, and the points of the part.</summary>
internal sealed record MistakeFinding(string Part, string Id, string? Named, decimal Points, decimal Max, int CasesPassed, int Cases);

/// <summary>
/// The tests are tested: each mistake of the bank is graded as if it were an answer. It must be caught and named as itself; no two may answer alike
/// on all cases; naming must not take points away; each check of a part with mistakes must be failed by one of them.
/// </summary>
internal sealed class MistakeProof(PreparedHomework homework)
{
    private const double Clearly = 100;

    private static Signature? Function(Part part) => part.Function ?? part.Checks.OfType<CallCheck>().FirstOrDefault()?.Function;

    public List<Diagnostic> Diagnostics { get; } = [];

    public ImmutableArray<MistakeFinding> Prove()
    {
        var findings = ImmutableArray.CreateBuilder<MistakeFinding>();
        foreach (var part in homework.Rubric.Parts.Where(it => Function(it) is not null && !it.Mistakes.IsEmpty))
        {
            var known = homework.Mistakes.GetValueOrDefault(part.Id, []);
            var failed = new HashSet<Check>();
            foreach (var mistake in known) findings.Add(Prove(part, mistake, failed));
            foreach (var (a, b) in Pairs(known).Where(it => Alike(it.First, it.Second, Function(part)!)))
                Complain(b.Mistake.At, "GR110", $"The mistakes {a.Mistake.Id} and {b.Mistake.Id} of {part.Id} answer alike on every case; they cannot be told apart.", Missing(part));
            foreach (var (a, reading) in known.SelectMany(a => homework.ReadingsOf(part.Id).Where(it => Alike(a, it, part.Function!)).Select(it => (a, it))))
                Complain(a.Mistake.At, "GR110", $"The mistake {a.Mistake.Id} and the accepted reading {reading.Reading.Id} of {part.Id} answer alike on every case.", Missing(part));
            foreach (var check in part.Checks.OfType<CallCheck>().Where(it => !failed.Contains(it)))
                Complain(check.At, "GR111", $"No mistake of {part.Id} fails the check '{check.Id}': nothing shows that it can be failed.", "Add a mistake that this check catches, or join the check with another.");
            foreach (var (one, of) in Composites(known).Where(it => it.One.Mistake.Credit > it.Of.Mistake.Credit))
                Complain(one.Mistake.At, "GR112", $"{one.Mistake.Id} holds the mistake {of.Mistake.Id} and another one, but its credit is larger.", $"Give it at most {of.Mistake.Credit}.");
        }
        return findings.ToImmutable();
    }

    private MistakeFinding Prove(Part part, KnownMistake known, HashSet<Check> failed)
    {
        var (mistake, cases) = (known.Mistake, homework.CasesOf(part.Id));
        if (known.Answers.All(it => it is null))
        {
            Complain(mistake.At, "GR108", $"The mistake {part.Id}_{mistake.Id} fails on every case.", "A mutant must answer at least one case; mend it or remove it.");
            return new MistakeFinding(part.Id, mistake.Id, null, 0, part.Points, 0, cases.Length);
        }
        if (Enumerable.Range(0, cases.Length).All(i => !known.Says(i) || (known.Answers[i] is { } near && IsNear(part, cases[i], near))))
        {
            Complain(mistake.At, "GR108", $"The mistake {part.Id}_{mistake.Id} is right on every case.", Missing(part));
            return new MistakeFinding(part.Id, mistake.Id, null, part.Points, part.Points, cases.Length, cases.Length);
        }
        var (submission, outcomes) = HypotheticalAnswers.Of(homework, part, i => !known.Says(i) ? new Returned(cases[i].Expected, [], "") : known.Answers[i] is { } value ? new Returned(value, [], "") : new Threw(new ThrewResponse("Exception", "", "", 0, false), ""));
        var plain = part.Checks.Select(check => check is CallCheck call ? CallComparer.Compare(call, part, submission, outcomes, homework) : CheckVerdict.None(check, Verdict.Missing, LocalizedText.Empty)).ToImmutableArray();
        failed.UnionWith(plain.Where(it => it.Check is CallCheck && it.Verdict != Verdict.Correct).Select(it => it.Check));
        var named = MistakeRecognition.Name(part, plain, outcomes, homework);
        var (before, after, max) = (plain.Sum(it => it.Score), named.Sum(it => it.Score), part.Checks.OfType<CallCheck>().Sum(it => it.Points));
        if (after < before || after >= max) Complain(mistake.At, "GR112", FormattableString.Invariant($"The credit of {part.Id}_{mistake.Id} turns {before} points into {after} of {max}."), "A named mistake keeps what its passing checks earn, and never gets full points.");
        var name = named.Select(it => it.Mistake).FirstOrDefault(it => it is not null);
        return new MistakeFinding(part.Id, mistake.Id, name, after, max, Sum(plain, it => it.CasesPassed), Sum(plain, it => it.CasesRun));
    }

    /// <summary>Over the checks that call: a case of two checks counts twice, in both figures.</summary>
    private static int Sum(ImmutableArray<CheckVerdict> verdicts, Func<Evidence, int?> figure) => verdicts.Where(it => it.Check is CallCheck).Sum(it => figure(it.Evidence) ?? 0);

    /// <summary>Within a hundred times the loosest tolerance that applies to the case: too near to be a fair test.</summary>
    private static bool IsNear(Part part, TestCase test, Value answer)
    {
        var tolerances = part.Checks.OfType<CallCheck>().Where(it => test.IsFor(it))
            .Select(it => it switch { TensorCheck { Tolerance: { } own } => own, GradientCheck { Tolerance: { } own } => own, FormulaCheck { Tolerance: { } own } => own, SnapshotCheck { Tolerance: { } own } => own, ModuleCheck { Tolerance: { } own } => own, _ => new Tolerance(1e-9, 0) }).ToList();
        if (tolerances.Count == 0) return true;
        var loosest = new Tolerance(Clearly * tolerances.Max(it => it.Relative), tolerances.Max(it => it.Absolute));
        return NamedValues.Agree(answer, test.Expected, Function(part)!, loosest);
    }

    private static bool Alike(KnownMistake a, KnownMistake b, Signature function) => a.Answers.Zip(b.Answers).All(it => (it.First, it.Second) switch
    {
        (null, null) => true,
        ({ } one, { } other) => NamedValues.Agree(one, other, function),
        _ => false,
    });

    private static bool Alike(KnownMistake a, KnownReading reading, Signature function) => a.Answers.Zip(reading.Answers).All(it => it.First is { } one && NamedValues.Agree(one, it.Second, function));

    private static IEnumerable<(KnownMistake First, KnownMistake Second)> Pairs(ImmutableArray<KnownMistake> known) =>
        known.SelectMany((a, index) => known.Skip(index + 1).Select(b => (a, b)));

    /// <summary>A mistake <c>a_b</c> (or <c>a_and_b</c>) is two at once, where a and b are mistakes of the part too.</summary>
    private static IEnumerable<(KnownMistake One, KnownMistake Of)> Composites(ImmutableArray<KnownMistake> known) =>
        from one in known
        from first in known
        from second in known
        where one.Mistake.Id == $"{first.Mistake.Id}_{second.Mistake.Id}" || one.Mistake.Id == $"{first.Mistake.Id}_and_{second.Mistake.Id}"
        from of in new[] { first, second }
        select (one, of);

    /// <summary>What the cases of a part lack, as far as their inputs tell.</summary>
    private string Missing(Part part)
    {
        var common = CaseWeakness.Find(Function(part)!, homework.CasesOf(part.Id)).Select(it => it.En).ToList();
        return common.Count == 0 ? "Add a case that tells them apart." : $"Add a case that is otherwise: {string.Join("; ", common)}.";
    }

    private void Complain(SourcePosition at, string code, string message, string help) => Diagnostics.Add(new Diagnostic(at, code, message, help));
}
