using System.Text.RegularExpressions;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>SARIF 2.1.0: what has a place in a student's file, compile diagnostics above all.</summary>
internal static partial class SarifExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "sarif", PerStudent = false, FileName = "grader.sarif", ToStudents = true,
        Carries = new("each finding that has a place in a file, once", "هر یافته‌ای که جایی در فایل دارد، یک بار"),
        Cannot = new("no points, no totals, nothing without a place; so nothing pending either", "نمره و مجموع ندارد، و هیچ یافتهٔ بی‌جا یا در انتظار"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var alone = input.Submissions.Length == 1;
        var findings = input.Submissions
            .SelectMany(it => ExportLines.Of(it, input.Language).Where(line => line is { File: not null, Line: not null } && line.Outcome is LineOutcome.Failed or LineOutcome.Error).Select(line => (Uri: Uri(alone ? line.File! : $"{it.Id}/{line.File}"), Rule: Rule(line), Line: line)))
            // One slip costs many checks and is one finding.
            .DistinctBy(it => (it.Uri, it.Rule, it.Line.Line, it.Line.Column)).ToList();
        return new ExportedFile(JsonText.Write(json =>
        {
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.Objects("runs", [findings], _ =>
            {
                json.Object("tool", () => json.Object("driver", () =>
                {
                    json.WriteString("name", "grader");
                    json.WriteString("version", input.Class.Grader);
                    json.Objects("rules", findings.Select(it => it.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), rule =>
                    {
                        json.WriteString("id", rule);
                        json.Object("shortDescription", () => json.WriteString("text", CompilerCode().IsMatch(rule) ? $"The C# compiler's {rule}." : $"Verdict: {rule}."));
                    });
                }));
                json.WriteString("columnKind", "utf16CodeUnits");
                json.Objects("results", findings, it =>
                {
                    json.WriteString("ruleId", it.Rule);
                    json.WriteString("level", it.Line.Outcome == LineOutcome.Error ? "error" : "warning");
                    json.Object("message", () => json.WriteString("text", it.Line.Message.Length == 0 ? it.Line.Status : it.Line.Message));
                    json.Objects("locations", new[] { it.Line }, line => json.Object("physicalLocation", () =>
                    {
                        json.Object("artifactLocation", () => json.WriteString("uri", it.Uri));
                        json.Object("region", () =>
                        {
                            json.WriteNumber("startLine", line.Line!.Value);
                            if (line.Column is { } column) json.WriteNumber("startColumn", column);
                        });
                    }));
                });
            });
        }), []);
    }

    private static string Rule(ExportLine line) => line.Detail is { } detail && CompilerCode().Match(detail) is { Success: true } code ? code.Value : line.Status;

    private static string Uri(string path) => string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));

    [GeneratedRegex("^CS[0-9]{4}")]
    private static partial Regex CompilerCode();
}
