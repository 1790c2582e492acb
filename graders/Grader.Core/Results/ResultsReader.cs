using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Grader.Core.Results;

/// <summary>Reads <c>results.json</c> back: every report is made of it, and nothing else.</summary>
public static class ResultsReader
{
    /// <exception cref="JsonException">It is no results.json of a version that we know.</exception>
    public static ClassResult Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schemaVersion", out var version) || version.GetInt32() != ClassResult.CurrentSchema)
            throw new JsonException($"results.json is of another version than {ClassResult.CurrentSchema}.");
        return new ClassResult
        {
            Homework = Text(root, "homework"), Grader = Text(root, "grader"), Seed = root.GetProperty("seed").GetInt64(), Isolation = Text(root, "isolation"), Max = Number(root, "max"),
            Title = Named(root, "title"), Language = Optional(root, "language") ?? "en", Due = root.TryGetProperty("due", out var due) ? new DueDate(Time(due, "at"), Text(due, "calendar"), Text(due, "zone")) : null,
            Sheet = Any(root, "sheet", question => new QuestionSheet(Text(question, "id"), Named(question, "title"), Named(question, "text"),
                Any(question, "parts", part => new PartSheet(Text(part, "id"), Named(part, "title"), Named(part, "text"), Optional(part, "function"),
                    Any(part, "checks", check => new CheckSheet(Text(check, "id"), Named(check, "title"), Optional(check, "cases"))))))),
            Submissions = All(root, "submissions", Submission),
        };
    }

    private static SubmissionResult Submission(JsonElement it) => new()
    {
        Id = Text(it, "id"), Name = Text(it, "name"), Email = Optional(it, "email") ?? "", Participant = Optional(it, "participant"), System = Optional(it, "system"), Status = Words.Parse<SubmissionStatus>(Text(it, "status")),
        Score = it.GetProperty("score") is { ValueKind: JsonValueKind.Number } score ? score.GetDecimal() : null,
        Bonus = Number(it, "bonus"), Pending = Number(it, "pending"), Max = Number(it, "max"),
        Late = it.GetProperty("late") is { ValueKind: JsonValueKind.Object } late ? new LateResult(Time(late, "due"), Time(late, "submitted"), late.GetProperty("minutes").GetInt64()) : null,
        Adjustments = it.TryGetProperty("adjustments", out _) ? All(it, "adjustments", line => new Adjustment(Text(line, "kind"), Optional(line, "of"), Number(line, "points"), Localized(line))) : [],
        Notes = All(it, "notes", Localized),
        Files = it.TryGetProperty("files", out var files) ? [.. files.EnumerateObject().Select(file => new FileDigest(file.Name, file.Value.GetString() ?? ""))] : [],
        Questions = All(it, "questions", question => new QuestionResult(
            Text(question, "id"), Number(question, "score"), Number(question, "bonus"), Number(question, "pending"), Number(question, "max"),
            All(question, "parts", part => new PartResult(Text(part, "id"), Number(part, "score"), Number(part, "bonus"), Number(part, "pending"), Number(part, "max"), All(part, "checks", Check))))),
    };

    private static CheckResult Check(JsonElement it) => new()
    {
        Id = Text(it, "id"), Kind = Text(it, "kind"), Verdict = Words.Parse<Verdict>(Text(it, "verdict")), Score = Number(it, "score"), Pending = Number(it, "pending"), Max = Number(it, "max"),
        Bonus = it.TryGetProperty("bonus", out var bonus) && bonus.GetBoolean(), Mistake = Optional(it, "mistake"),
        Visibility = Optional(it, "visibility") is { } visibility ? Words.Parse<Visibility>(visibility) : Visibility.Public, Feedback = Localized(it.GetProperty("feedback")), Evidence = Evidence(it.GetProperty("evidence")),
    };

    private static Evidence Evidence(JsonElement it) => new()
    {
        Case = Optional(it, "case"), Value = Optional(it, "value"), Index = Optional(it, "index"), Expected = Optional(it, "expected"), Actual = Optional(it, "actual"),
        LargestAbsolute = Optional(it, "largestAbsolute"), LargestRelative = Optional(it, "largestRelative"), Map = Optional(it, "map"), At = Optional(it, "at"), SourceLine = Optional(it, "sourceLine"), Script = Optional(it, "script"),
        Entries = Any(it, "entries", entry => new EntryPair(Text(entry, "index"), Text(entry, "expected"), Text(entry, "actual"), entry.TryGetProperty("differs", out _))),
        EntriesInAll = it.TryGetProperty("entriesInAll", out var entries) ? entries.GetInt64() : null,
        Excerpt = it.TryGetProperty("excerpt", out var excerpt) ? new SourceExcerpt(Text(excerpt, "file"), Whole(excerpt, "from"), Whole(excerpt, "line"), Whole(excerpt, "column"), Whole(excerpt, "endColumn"), Any(excerpt, "lines", line => line.GetString() ?? "")) : null,
        Detail = Optional(it, "detail"), Output = Optional(it, "output"), Given = Optional(it, "given"), HiddenCase = it.TryGetProperty("hiddenCase", out var hidden) && hidden.GetBoolean(),
        CasesPassed = it.TryGetProperty("casesPassed", out var passed) ? passed.GetInt32() : null, CasesRun = it.TryGetProperty("casesRun", out var run) ? run.GetInt32() : null,
    };

    private static int Whole(JsonElement it, string name) => it.GetProperty(name).GetInt32();

    /// <summary>Absent in results of an earlier grader: empty.</summary>
    private static LocalizedText Named(JsonElement it, string name) => it.TryGetProperty(name, out var text) ? Localized(text) : LocalizedText.Empty;

    private static ImmutableArray<T> Any<T>(JsonElement it, string name, Func<JsonElement, T> read) => it.TryGetProperty(name, out var items) ? [.. items.EnumerateArray().Select(read)] : [];

    private static LocalizedText Localized(JsonElement it) => new(Text(it, "en"), Text(it, "fa"));

    private static string Text(JsonElement it, string name) => it.GetProperty(name).GetString() ?? "";

    private static string? Optional(JsonElement it, string name) => it.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>What is zero may be left out.</summary>
    private static decimal Number(JsonElement it, string name) => it.TryGetProperty(name, out var value) ? value.GetDecimal() : 0;

    private static DateTimeOffset Time(JsonElement it, string name) => DateTimeOffset.Parse(Text(it, name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static ImmutableArray<T> All<T>(JsonElement it, string name, Func<JsonElement, T> read) => [.. it.GetProperty(name).EnumerateArray().Select(read)];
}
