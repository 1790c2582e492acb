using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Grader.Core.Results;

/// <summary><c>results.json</c>, version 1 (design §7): the same bytes for the same results, under any culture.</summary>
public static class ResultsJson
{
    public static readonly JsonWriterOptions Options = new() { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(ClassResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", result.SchemaVersion);
            json.WriteString("homework", result.Homework);
            json.WriteString("grader", result.Grader);
            json.WriteNumber("seed", result.Seed);
            json.WriteString("isolation", result.Isolation);
            Points(json, "max", result.Max);
            Sheet(json, result);
            Array(json, "submissions", result.Submissions, it => Submission(json, it));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Submission(Utf8JsonWriter json, SubmissionResult it)
    {
        json.WriteString("id", it.Id);
        json.WriteString("name", SafeText.Visible(it.Name));
        if (it.Email.Length > 0) json.WriteString("email", SafeText.Visible(it.Email));
        if (it.Participant is { } participant) json.WriteString("participant", participant);
        if (it.System is { } system) json.WriteString("system", system);
        json.WriteString("status", Words.Of(it.Status));
        if (it.Score is { } score) Points(json, "score", score);
        else json.WriteNull("score");
        Points(json, "bonus", it.Bonus);
        Points(json, "pending", it.Pending);
        Points(json, "max", it.Max);
        if (it.Late is { } late)
        {
            json.WriteStartObject("late");
            json.WriteString("due", late.Due.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("submitted", late.Submitted.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("minutes", late.Minutes);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("late");
        }
        if (!it.Adjustments.IsEmpty) Array(json, "adjustments", it.Adjustments, line =>
        {
            json.WriteString("kind", line.Kind);
            if (line.Of is { } of) json.WriteString("of", of);
            Points(json, "points", line.Points);
            Localized(json, line.Text);
        });
        Array(json, "notes", it.Notes, note => Localized(json, note));
        if (!it.Files.IsEmpty)
        {
            json.WriteStartObject("files");
            foreach (var file in it.Files) json.WriteString(SafeText.Visible(file.File), file.Digest);
            json.WriteEndObject();
        }
        Array(json, "questions", it.Questions, question =>
        {
            json.WriteString("id", question.Id);
            Totals(json, question.Score, question.Bonus, question.Pending, question.Max);
            Array(json, "parts", question.Parts, part =>
            {
                json.WriteString("id", part.Id);
                Totals(json, part.Score, part.Bonus, part.Pending, part.Max);
                Array(json, "checks", part.Checks, check => Check(json, check));
            });
        });
    }

    private static void Check(Utf8JsonWriter json, CheckResult it)
    {
        json.WriteString("id", it.Id);
        json.WriteString("kind", it.Kind);
        json.WriteString("verdict", Words.Of(it.Verdict));
        Points(json, "score", it.Score);
        if (it.Pending != 0) Points(json, "pending", it.Pending);
        Points(json, "max", it.Max);
        if (it.Bonus) json.WriteBoolean("bonus", true);
        if (it.Visibility != Visibility.Public) json.WriteString("visibility", Words.Of(it.Visibility));
        json.WriteString("mistake", it.Mistake);
        json.WriteStartObject("feedback");
        Localized(json, it.Feedback);
        json.WriteEndObject();
        json.WriteStartObject("evidence");
        foreach (var (name, value) in Members(it.Evidence)) json.WriteString(name, SafeText.Visible(value));
        if (it.Evidence.CasesRun is { } run) { json.WriteNumber("casesPassed", it.Evidence.CasesPassed ?? 0); json.WriteNumber("casesRun", run); }
        if (it.Evidence.HiddenCase) json.WriteBoolean("hiddenCase", true);
        if (!it.Evidence.Pictures.IsEmpty) Array(json, "pictures", it.Evidence.Pictures, picture => { json.WriteString("mime", picture.Mime); json.WriteString("content", SafeText.Visible(picture.Content)); });
        if (it.Evidence.Excerpt is { } excerpt) Excerpt(json, excerpt);
        if (!it.Evidence.Entries.IsDefaultOrEmpty)
        {
            Array(json, "entries", it.Evidence.Entries, entry =>
            {
                json.WriteString("index", entry.Index);
                json.WriteString("expected", SafeText.Visible(entry.Expected));
                json.WriteString("actual", SafeText.Visible(entry.Actual));
                if (entry.Differs) json.WriteBoolean("differs", true);
            });
        }
        if (it.Evidence.EntriesInAll is { } entries) json.WriteNumber("entriesInAll", entries);
        json.WriteEndObject();
    }

    /// <summary>What was asked; nothing at all in results of a grader that did not know it.</summary>
    private static void Sheet(Utf8JsonWriter json, ClassResult result)
    {
        if (!result.Title.IsEmpty) Named(json, "title", result.Title);
        json.WriteString("language", result.Language);
        if (result.Due is { } due)
        {
            json.WriteStartObject("due");
            json.WriteString("at", due.At.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("calendar", due.Calendar);
            json.WriteString("zone", due.Zone);
            json.WriteEndObject();
        }
        Array(json, "sheet", result.Sheet, question =>
        {
            json.WriteString("id", question.Id);
            if (!question.Title.IsEmpty) Named(json, "title", question.Title);
            if (!question.Text.IsEmpty) Named(json, "text", question.Text);
            Array(json, "parts", question.Parts, part =>
            {
                json.WriteString("id", part.Id);
                if (!part.Title.IsEmpty) Named(json, "title", part.Title);
                if (!part.Text.IsEmpty) Named(json, "text", part.Text);
                if (part.Function is { } function) json.WriteString("function", function);
                Array(json, "checks", part.Checks, check =>
                {
                    json.WriteString("id", check.Id);
                    if (!check.Title.IsEmpty) Named(json, "title", check.Title);
                    if (check.Cases is { } cases) json.WriteString("cases", cases);
                });
            });
        });
    }

    private static void Excerpt(Utf8JsonWriter json, SourceExcerpt it)
    {
        json.WriteStartObject("excerpt");
        json.WriteString("file", SafeText.Visible(it.File));
        json.WriteNumber("from", it.From);
        json.WriteNumber("line", it.Line);
        json.WriteNumber("column", it.Column);
        json.WriteNumber("endColumn", it.EndColumn);
        json.WriteStartArray("lines");
        foreach (var line in it.Lines) json.WriteStringValue(SafeText.Visible(line));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Named(Utf8JsonWriter json, string name, LocalizedText text)
    {
        json.WriteStartObject(name);
        Localized(json, text);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Value)> Members(Evidence it) => new (string, string?)[]
    {
        ("case", it.Case), ("value", it.Value), ("index", it.Index), ("expected", it.Expected), ("actual", it.Actual), ("largestAbsolute", it.LargestAbsolute),
        ("largestRelative", it.LargestRelative), ("map", it.Map), ("at", it.At), ("sourceLine", it.SourceLine), ("script", it.Script), ("detail", it.Detail), ("output", it.Output), ("given", it.Given),
    }.Where(member => member.Item2 is not null).Select(member => (member.Item1, member.Item2!));

    private static void Localized(Utf8JsonWriter json, LocalizedText text)
    {
        json.WriteString("en", SafeText.Visible(text.En));
        json.WriteString("fa", SafeText.Visible(text.Fa));
    }

    private static void Totals(Utf8JsonWriter json, decimal score, decimal bonus, decimal pending, decimal max)
    {
        Points(json, "score", score);
        if (bonus != 0) Points(json, "bonus", bonus);
        Points(json, "pending", pending);
        Points(json, "max", max);
    }

    /// <summary>3, not 3.0: equal numbers are equal bytes however they were computed.</summary>
    private static void Points(Utf8JsonWriter json, string name, decimal points) => json.WriteNumber(name, points / 1.0000000000000000000000000000m);

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
