using System.Globalization;
using System.Text;
using Grader.Core.Checking;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli.Terminal;

/// <summary>A self-check by part: what is right, what is not and where, and in the last line what to do next and how much is not known here.</summary>
internal static class CheckText
{
    public static void Write(IAnsiConsole console, SelfCheckOutcome outcome, SelfCheckOutcome? before, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        if (before is null)
        {
            console.MarkupLineInterpolated($"[bold]{outcome.Title.In(language)}[/] · {Say("self-check", "خودآزمایی")}{(outcome.PublicOnly ? "" : Say(", all checks", "، همهٔ بررسی‌ها"))} · isolation: {outcome.Isolation}");
            foreach (var file in outcome.Tampered)
                console.MarkupLineInterpolated($"[yellow]! {Say($"{file} is not as it came with the kit (tampered); unpack the kit again to be sure of what is said here.", $"{file} با آنچه در بسته بود یکی نیست (tampered)؛ برای اطمینان از این نتیجه بسته را دوباره باز کنید.")}[/]");
            foreach (var note in outcome.Notes) console.MarkupLineInterpolated($"[grey]{SafeText.Visible(note.In(language))}[/]");
        }
        foreach (var part in outcome.Items.GroupBy(it => it.Part))
        {
            var shown = before is null ? [.. part] : part.Where(it => Changed(it, before)).ToList();
            if (shown.Count == 0) continue;
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{part.Key}[/]  {part.First().Title.In(language)}");
            foreach (var item in shown) Item(console, item, Previous(item, before), language);
        }
        console.WriteLine();
        if (before is not null && outcome.Items.All(it => !Changed(it, before))) console.MarkupLine($"[grey]{Say("nothing changed", "چیزی تغییر نکرد")}[/]");
        console.MarkupLine(Markup.Escape(Next(outcome, language)));
    }

    /// <summary>The last line, in every place the same words.</summary>
    public static string Next(SelfCheckOutcome outcome, string language)
    {
        string Number(decimal points) => GradesCsv.Number(points);
        var fa = language == "fa";
        var next = outcome.First is { } first
            ? fa ? $"گام بعدی: {first.Name} را در {Place(first)} درست کنید. " : $"Next: mend {first.Name} in {Place(first)}. "
            : outcome.Fault is not null ? fa ? "گام بعدی: دوباره اجرا کنید. " : "Next: run it again. "
            : fa ? "گام بعدی: تحویل دهید. " : "Next: hand in. ";
        var (passed, all) = (outcome.Passed, outcome.Items.Length);
        if (!outcome.PublicOnly) return next + (fa ? FormattableString.Invariant($"همهٔ بررسی‌ها: {passed} از {all}؛ ") + $"{Number(outcome.Right)} از {Number(outcome.Max)} نمره، {Number(outcome.Open)} نمره باز" : FormattableString.Invariant($"all checks: {passed} of {all}; ") + $"{Number(outcome.Right)} of {Number(outcome.Max)} points, {Number(outcome.Open)} open");
        return next + (fa
            ? FormattableString.Invariant($"فقط بررسی‌های عمومی: {passed} از {all}؛ {outcome.HiddenChecks} بررسی پنهان هنگام تصحیح اجرا می‌شود. ") + $"{Number(outcome.Right)} نمره اینجا درست است، {Number(outcome.Lost)} نمره نه، و {Number(outcome.Open)} نمره از {Number(outcome.Max)} هنوز باز است."
            : FormattableString.Invariant($"public checks only: {passed} of {all}; {outcome.HiddenChecks} hidden checks run at grading. ") + $"{Number(outcome.Right)} points are right here, {Number(outcome.Lost)} are not, {Number(outcome.Open)} of {Number(outcome.Max)} are still open.");
    }

    private static void Item(IAnsiConsole console, CheckedItem item, CheckedItem? was, string language)
    {
        var (mark, colour) = item.State switch { CheckState.Passed => (item.FormOnly ? "·" : "✓", "green"), CheckState.Failed => ("✗", "red"), _ => ("!!", "red") };
        var points = item.FormOnly ? FormattableString.Invariant($"({GradesCsv.Number(item.Check.Max)})") : $"{GradesCsv.Number(item.Check.Score)}/{GradesCsv.Number(item.Check.Max)}";
        var word = item.State == CheckState.Passed ? "" : VerdictWords.Of(item.Check.Verdict, language) + ": ";
        var change = was is null ? "" : $"[grey]({Markup.Escape(VerdictWords.Of(was.Check.Verdict, language))} →)[/] ";
        var lines = SafeText.Visible(item.Check.Feedback.In(language) + Reach(item, language)).Split('\n');
        console.MarkupLine($"  [{colour}]{mark}[/] {item.Check.Id,-10} {points,7}  {change}{Markup.Escape(word + lines[0])}");
        foreach (var line in lines.Skip(1).Concat(item.State == CheckState.Passed ? [] : Evidence(item, language))) console.MarkupLineInterpolated($"[grey]                       {line}[/]");
    }

    /// <summary>Right on how many cases: here no more is known.</summary>
    private static string Reach(CheckedItem item, string language) => item is { State: CheckState.Passed, FormOnly: false, Check.Evidence.CasesRun: { } run }
        ? language == "fa" ? FormattableString.Invariant($" ({run} مورد)") : run == 1 ? " (1 case)" : FormattableString.Invariant($" ({run} cases)") : "";

    public static IEnumerable<string> Evidence(CheckedItem item, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        var it = item.Check.Evidence;
        if (it.At is not null) yield return SafeText.Visible(it.SourceLine is { } source ? $"{it.At}: {source}" : it.At);
        if (it.Case is { } label) yield return SafeText.Visible($"{Say("case", "مورد")}: {label}");
        if (it.Expected is { } expected && it.Actual is { } actual)
        {
            yield return SafeText.Visible($"{Say("right", "درست")}: {expected}");
            yield return SafeText.Visible($"{Say("yours", "شما")}: {actual}");
        }
        if (it.Map is { } map) foreach (var line in SafeText.Visible(map).Split('\n')) yield return line;
        if (it.Output is { } output) foreach (var line in SafeText.Visible(output, 300).Split('\n')) yield return $"{Say("printed", "چاپ‌شده")}: {line}";
    }

    /// <summary>The same as one text, for a test runner.</summary>
    public static string Plain(CheckedItem item)
    {
        var text = new StringBuilder(VerdictWords.Of(item.Check.Verdict, "en")).Append(": ").Append(item.Check.Feedback.En);
        foreach (var line in Evidence(item, "en")) text.Append('\n').Append(line);
        return text.Append(CultureInfo.InvariantCulture, $"\n{item.Time.TotalSeconds:0.00} s").ToString();
    }

    /// <summary>The student's own line where there is one, else the file.</summary>
    public static string Place(CheckedItem item) => item.Check.Evidence.At is { } at ? SafeText.Visible(at) : item.File;

    private static CheckedItem? Previous(CheckedItem item, SelfCheckOutcome? before) =>
        before?.Items.FirstOrDefault(it => it.Name == item.Name) is { } was && was.Check.Verdict != item.Check.Verdict ? was : null;

    private static bool Changed(CheckedItem item, SelfCheckOutcome before) =>
        before.Items.FirstOrDefault(it => it.Name == item.Name) is not { } was || was.State != item.State || was.Check.Verdict != item.Check.Verdict || was.Check.Feedback != item.Check.Feedback || was.Check.Score != item.Check.Score;
}
