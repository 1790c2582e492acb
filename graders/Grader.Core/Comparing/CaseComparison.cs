using Grader.Contract;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>One call against the reference: the verdict, a sentence, and the numbers behind it; an error that passes with a note is more than 0.</summary>
internal sealed record CaseResult(Verdict Verdict, LocalizedText Feedback, Evidence Evidence, double NotedError = 0, bool ShapeNote = false, double Relative = double.PositiveInfinity)
{
    public bool Passes => Verdict == Verdict.Correct;
}

internal static class CaseComparison
{
    private static readonly string[] SignalNames = ["", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM"];

    public static CaseResult Compare(CallCheck check, TestCase test, Value expected, Outcome outcome) =>
        outcome is Returned returned ? Values(check, test, returned, expected) : outcome is Unstable unstable && RemembersCalls(check, unstable, expected)
            ? Fault(check.File, check.Function, test, unstable, Verdict.Unstable, "", null, new(
                "Two equal calls gave two different answers, and one of them is right: something is kept from an earlier call (a static variable, a cache, a list that grows).", "دو فراخوانی یکسان دو پاسخ متفاوت داد که یکی از آن‌ها درست است؛ چیزی از فراخوانی پیشین باقی مانده است (متغیر ایستا، حافظهٔ نهان یا فهرستی که بزرگ می‌شود)."))
            : Compare(check.File, check.Function, test, outcome);

    /// <summary>What gave no value.</summary>
    public static CaseResult Compare(string file, Signature function, TestCase test, Outcome outcome) => outcome switch
    {
        Threw { Exception.OutOfMemory: true } it => Fault(file, function, test, it, Verdict.MemoryLimit, it.Exception.Message, it.Exception,
            new("More memory was asked for than there is.", "حافظه‌ای بیش از حد مجاز درخواست شده است.")),
        Threw { Exception.ExceptionType: nameof(NotImplementedException) } it => Fault(file, function, test, it, Verdict.Exception, it.Exception.ExceptionType, it.Exception,
            new("This function is not written yet (NotImplementedException).", "این تابع هنوز نوشته نشده است (NotImplementedException).")),
        Threw { Exception.ExceptionType: "ExternalException" } it => Fault(file, function, test, it, Verdict.Exception, $"{it.Exception.ExceptionType}: {it.Exception.Message}", it.Exception, SizeWords(it.Exception.Message, test, function)),
        Threw it => Fault(file, function, test, it, Verdict.Exception, $"{it.Exception.ExceptionType}: {it.Exception.Message}", it.Exception,
            new($"It stopped with {it.Exception.ExceptionType}: {it.Exception.Message}", $"اجرا با خطای {it.Exception.ExceptionType} متوقف شد: {it.Exception.Message}")),
        Unstable it => Fault(file, function, test, it, Verdict.Unstable, "", null,
            new("Two equal calls gave two different answers: keep no state between calls, and use no random numbers.", "دو فراخوانی یکسان دو پاسخ متفاوت داد؛ میان فراخوانی‌ها چیزی نگه ندارید و از عدد تصادفی استفاده نکنید.")),
        NotEvaluated it => Fault(file, function, test, it, Verdict.Wrong, "", null, it.Words),
        TimedOut it => Fault(file, function, test, it, Verdict.TimeLimit, "", null,
            new(FormattableString.Invariant($"It did not finish within {it.Limit.TotalSeconds} s of processor time."), FormattableString.Invariant($"در {it.Limit.TotalSeconds} ثانیه زمان پردازنده به پایان نرسید."))),
        TooMuchMemory it => Fault(file, function, test, it, Verdict.MemoryLimit, "", null,
            new($"It took more than the {it.Limit >> 20} MiB of memory that it may have.", $"بیش از {it.Limit >> 20} مگابایت حافظهٔ مجاز مصرف کرد.")),
        TooMuchOutput it => Fault(file, function, test, it, Verdict.OutputLimit, "", null,
            new($"It printed more than {it.Limit >> 10} KiB.", $"بیش از {it.Limit >> 10} کیلوبایت چاپ کرد.")) with { Evidence = new Evidence { Case = test.Label, HiddenCase = !test.Public, Output = it.Printed.Length > 200 ? it.Printed[..200] : it.Printed } },
        BrokeProtocol it => Fault(file, function, test, it, Verdict.Protocol, it.Detail, null,
            new("The answer channel was written to by something other than the returned value.", "در کانال پاسخ چیزی جز مقدار برگشتی نوشته شد.")),
        Died it => Fault(file, function, test, it, Verdict.Crash, it.What, null, DeathWords(it, test, function)),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
    };

    private static bool RemembersCalls(CallCheck check, Unstable it, Value expected) => NamedValues.Agree(it.First, expected, check.Function) || NamedValues.Agree(it.Second, expected, check.Function);

    /// <summary>What torch throws is nearly always about sizes.</summary>
    private static LocalizedText SizeWords(string message, TestCase test, Signature function)
    {
        var sizes = test.Describe(function);
        return new($"torch stopped with: {message}. The sizes here: {sizes}. Look which product does not fit, and whether a transpose is missing.",
            $"torch با این پیام متوقف شد: {message}. اندازه‌ها در این فراخوانی: {sizes}. ببینید کدام ضرب جور نیست و آیا ترانهاده‌ای جا افتاده است.");
    }

    private static LocalizedText DeathWords(Died died, TestCase test, Signature function)
    {
        if (died.What.Length > 0)
        {
            var sizes = test.Describe(function);
            return new($"torch stopped the whole process: {died.What}. The sizes here: {sizes}. Look which product does not fit, and whether a transpose is missing.",
                $"torch کل برنامه را متوقف کرد: {died.What}. اندازه‌ها در این فراخوانی: {sizes}. ببینید کدام ضرب جور نیست و آیا ترانهاده‌ای جا افتاده است.");
        }
        if (died.Signal == 0)
            return new(FormattableString.Invariant($"The process ended itself (exit code {died.ExitCode}) before it gave an answer."), FormattableString.Invariant($"برنامه پیش از دادن پاسخ به خود پایان داد (کد خروج {died.ExitCode})."));
        var signal = died.Signal < SignalNames.Length ? "SIG" + SignalNames[died.Signal] : FormattableString.Invariant($"signal {died.Signal}");
        return new($"The process was ended by {signal}.", $"برنامه با {signal} متوقف شد.");
    }

    private static CaseResult Fault(string file, Signature function, TestCase test, Outcome outcome, Verdict verdict, string detail, ThrewResponse? exception, LocalizedText words) =>
        new(verdict, words, new Evidence
        {
            Case = $"{test.Label} ({test.Describe(function)})",
            Detail = detail.Length == 0 ? null : detail,
            HiddenCase = !test.Public,
            At = exception is { Line: > 0 } ? Notebooks.NotebookFiles.Place(file, exception.File, exception.Line) : null,
            Output = outcome is Threw && outcome.Printed.Trim().Length > 0 ? outcome.Printed[..Math.Min(outcome.Printed.Length, 500)] : null,
        });

    private static CaseResult Values(CallCheck check, TestCase test, Returned returned, Value expected)
    {
        var mine = NamedValues.Picked(returned.Value, check).ToList();
        var truth = NamedValues.Picked(expected, check);
        var label = $"{test.Label} ({test.Describe(check.Function)})";
        if (mine.Count != truth.Length)
        {
            return new CaseResult(Verdict.Wrong, new($"{truth.Length} value(s) are expected; {mine.Count} came back.", $"{truth.Length} مقدار انتظار می‌رود ولی {mine.Count} مقدار برگشت."),
                new Evidence { Case = label, HiddenCase = !test.Public, Expected = Describe(expected), Actual = Describe(returned.Value) });
        }
        var (noted, shape) = (0.0, false);
        for (var i = 0; i < truth.Length; i++)
        {
            if (check.Singletons && WithoutSingletons(mine[i].Value, truth[i].Value) is { } same) (mine[i], shape) = ((mine[i].Name, same), true);
            var result = One(check, mine[i].Value, truth[i].Value);
            if (result.RoundingNote) noted = Math.Max(noted, result.Relative);
            if (!result.Passes) return new CaseResult(Verdict.Wrong, Words(result, mine[i].Value, truth[i].Value), EvidenceOf(label, truth[i].Name, result, mine[i].Value, truth[i].Value) with { HiddenCase = !test.Public }, Relative: result.Relative);
        }
        return new CaseResult(Verdict.Correct, LocalizedText.Empty, Evidence.None, noted, shape);
    }

    /// <summary>In the shape of the truth, where the two differ by axes of size 1 alone.</summary>
    private static TensorValue? WithoutSingletons(Value mine, Value truth) =>
        mine is TensorValue a && truth is TensorValue b && !a.Shape.SequenceEqual(b.Shape) && a.Shape.Where(it => it != 1).SequenceEqual(b.Shape.Where(it => it != 1)) ? a with { Shape = b.Shape } : null;

    private static NumericResult One(CallCheck check, Value mine, Value truth)
    {
        if (check is ExactCheck || (check is ModuleCheck && truth is TextValue or BoolValue or MapValue or NothingValue))
            return Value.SameBits(Canonical(mine), Canonical(truth)) ? NumericComparison.Compare(new IntegerValue(0), new IntegerValue(0), null) : NumericComparison.Compare(Value.Nothing, Value.Nothing, null);
        var tolerance = check switch { TensorCheck it => it.Tolerance, GradientCheck it => it.Tolerance, FormulaCheck it => it.Tolerance, SnapshotCheck it => it.Tolerance, ModuleCheck it => it.Tolerance, _ => null };
        return NumericComparison.Compare(mine, truth, tolerance);
    }

    /// <summary>Dictionaries without their order.</summary>
    private static Value Canonical(Value value) => value is MapValue map
        ? new MapValue([.. map.Entries.OrderBy(it => Convert.ToHexString(ValueCodec.Encode(it.Key)), StringComparer.Ordinal)]) : value;

    private static LocalizedText Words(NumericResult result, Value mine, Value truth) => result.Fault switch
    {
        NumericFault.Shape => new($"The shape is {Shape(mine)}; it must be {Shape(truth)}.", $"شکل خروجی {Shape(mine)} است و باید {Shape(truth)} باشد."),
        NumericFault.NotFinite when double.IsInfinity(result.Actual) => new($"The value at {result.Index} is {NumericComparison.Show(result.Actual)}: something is divided by zero, or the logarithm of zero is taken.", $"مقدار در {result.Index} برابر {NumericComparison.Show(result.Actual)} است؛ چیزی بر صفر تقسیم شده یا لگاریتم صفر گرفته شده است."),
        NumericFault.NotFinite => new($"The value at {result.Index} is {NumericComparison.Show(result.Actual)}.", $"مقدار در {result.Index} برابر {NumericComparison.Show(result.Actual)} است."),
        NumericFault.NotNumbers when mine is NothingValue => new("Nothing came back (null).", "هیچ مقداری برنگشت (null)."),
        NumericFault.NotNumbers => new($"What came back is {Describe(mine)}; expected is {Describe(truth)}.", $"آنچه برگشت {Describe(mine)} است؛ انتظار {Describe(truth)} بود."),
        _ => new($"At {result.Index} it gives {NumericComparison.Show(result.Actual)}; right is {NumericComparison.Show(result.Expected)}.", $"در {result.Index} مقدار {NumericComparison.Show(result.Actual)} به دست آمد؛ مقدار درست {NumericComparison.Show(result.Expected)} است."),
    };

    private static Evidence EvidenceOf(string label, string name, NumericResult result, Value mine, Value truth) => new()
    {
        Case = label, Value = name.Length == 0 ? null : name, Index = result.Index.Length == 0 ? null : result.Index, Expected = Describe(truth), Actual = Describe(mine),
        Entries = result.Fault is NumericFault.Values or NumericFault.NotFinite ? EntryTable.Of(mine, truth) : [],
        EntriesInAll = EntryTable.InAll(truth),
        LargestAbsolute = result.Fault == NumericFault.Values ? NumericComparison.Show(result.LargestAbsolute) : null,
        LargestRelative = result.Fault == NumericFault.Values ? NumericComparison.Show(result.LargestRelative) : null,
    };

    private static string Shape(Value value) => value is TensorValue tensor ? $"[{string.Join(", ", tensor.Shape)}]" : value is ListValue list ? $"[{list.Items.Length}]" : "a scalar";

    /// <summary>A value in a few words, cut.</summary>
    public static string Describe(Value value) => value switch
    {
        TensorValue it => $"{it.Dtype.Word()} [{string.Join(", ", it.Shape)}]: {string.Join(", ", it.ToDoubles().Take(12).Select(NumericComparison.Show))}{(it.Count > 12 ? ", …" : "")}",
        RealValue it => NumericComparison.Show(it.Content),
        IntegerValue it => it.Content.ToString(System.Globalization.CultureInfo.InvariantCulture),
        BoolValue it => it.Content ? "true" : "false",
        TextValue it => $"\"{(it.Content.Length > 100 ? it.Content[..100] + "…" : it.Content)}\"",
        ListValue it => $"[{string.Join("; ", it.Items.Take(6).Select(Describe))}{(it.Items.Length > 6 ? "; …" : "")}]",
        TupleValue it => $"({string.Join("; ", it.Items.Select(Describe))})",
        MapValue it => $"a dictionary of {it.Entries.Length}",
        OpaqueValue it => it.Description.Length > 0 ? $"{it.TypeName} ({it.Description})" : it.TypeName,
        _ => "nothing (null)",
    };
}
