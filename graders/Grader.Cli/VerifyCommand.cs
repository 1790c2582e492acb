using System.Text;
using System.Text.Json;
using Grader.Cli.Terminal;
using Grader.Core;
using Grader.Core.References;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>The author's proof as a table; a proof that does not hold is a list of diagnostics and exit code 2.</summary>
internal static class VerifyCommand
{
    public static async Task<int> RunAsync(VerifyRequest request, GradeView view, CancellationToken cancel)
    {
        var report = await Verification.RunAsync(request, cancel);
        if (view.Json) Console.Out.Write(Json(report));
        else Text(Consoles.Stdout(view.NoColor), report, view.Language);
        return ExitCodes.Done;
    }

    private static void Text(IAnsiConsole console, VerifyReport report, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        console.MarkupLineInterpolated($"[bold]{report.Title.In(language)}[/] · {GradesCsv.Number(report.Points)} {Say("points", "نمره")}");
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in new[] { Say("part", "بخش"), Say("cases", "مورد"), Say("mistakes", "اشتباه"), "autograd", Say("differences", "تفاضل"), "float32", Say("threads", "نخ‌ها"), Say("tolerance", "رواداری") })
            table.AddColumn(new TableColumn(Markup.Escape(heading)).RightAligned().NoWrap());
        table.Columns[0].LeftAligned();
        foreach (var it in report.Parts)
        {
            var (single, threads, tolerance) = it.Noise is { } noise ? (NoiseText(noise.Single), NoiseText(noise.Threads), noise.Proposed <= noise.InForce ? NoiseText(noise.InForce) : $"{NoiseText(noise.InForce)}, {Say("rather", "بهتر")} {NoiseText(noise.Proposed)}") : ("", "", "");
            table.AddRow(Markup.Escape(it.Id), Number(it.Cases), Number(it.Mistakes), it.AgainstAutograd is null ? "" : NoiseText(it.AgainstAutograd), it.AgainstDifferences is null ? "" : NoiseText(it.AgainstDifferences), single, threads, Markup.Escape(tolerance));
        }
        console.Write(table);
        var weak = report.Parts.Where(it => !it.Weaknesses.IsEmpty).ToList();
        if (weak.Count > 0)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{Say("What the cases cannot tell apart", "آنچه موردها از هم بازنمی‌شناسند")}[/]");
            foreach (var it in weak) console.MarkupLineInterpolated($"  {it.Id}: {string.Join("; ", it.Weaknesses.Select(text => text.In(language)))}");
        }
        console.WriteLine();
        console.MarkupLineInterpolated($"[green]✓[/] {Say($"{report.Mistakes.Length} mistakes, each caught, no two alike", $"{report.Mistakes.Length} اشتباه، همه شناخته می‌شوند و هیچ دوتایی یکسان نیستند")}");
        console.MarkupLineInterpolated($"[green]✓[/] {Say("the reference gets", "پاسخ مرجع")} {GradesCsv.Number(report.Reference.Points)} / {GradesCsv.Number(report.Reference.Max)}{(report.Starter is { } starter ? $", {Say("the starter", "فایل آغازین")} {GradesCsv.Number(starter.Points)} / {GradesCsv.Number(starter.Max)}" : "")}");
        console.MarkupLineInterpolated($"[green]✓[/] {Say("points add up; the homework can be graded", "نمره‌ها جمع درستی دارند و تمرین آمادهٔ تصحیح است")}");
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string NoiseText(double? number) => number is { } it ? it == 0 ? "0" : it.ToString("0.0e+0", System.Globalization.CultureInfo.InvariantCulture) : "–";

    private static string Json(VerifyReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ResultsJson.Options))
        {
            void Optional(string name, double? number) { if (number is { } it) json.WriteNumber(name, it); else json.WriteNull(name); }
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("homework", report.Homework);
            json.WriteNumber("points", report.Points);
            json.WriteStartArray("parts");
            foreach (var it in report.Parts)
            {
                json.WriteStartObject();
                json.WriteString("id", it.Id);
                json.WriteString("function", it.Function);
                json.WriteNumber("cases", it.Cases);
                Optional("againstAutograd", it.AgainstAutograd);
                Optional("againstCentralDifferences", it.AgainstDifferences);
                json.WriteNumber("kinks", it.Kinks);
                Optional("float32", it.Noise?.Single);
                Optional("threads", it.Noise?.Threads);
                Optional("tolerance", it.Noise?.InForce);
                Optional("proposedTolerance", it.Noise?.Proposed);
                json.WriteStartArray("weaknesses");
                foreach (var text in it.Weaknesses) json.WriteStringValue(text.En);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("mistakes");
            foreach (var it in report.Mistakes)
            {
                json.WriteStartObject();
                json.WriteString("part", it.Part);
                json.WriteString("id", it.Id);
                json.WriteNumber("points", it.Points);
                json.WriteNumber("max", it.Max);
                json.WriteNumber("casesPassed", it.CasesPassed);
                json.WriteNumber("cases", it.Cases);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("reference", report.Reference.Points);
            json.WriteNumber("referenceMax", report.Reference.Max);
            if (report.Starter is { } starter) json.WriteNumber("starter", starter.Points);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
