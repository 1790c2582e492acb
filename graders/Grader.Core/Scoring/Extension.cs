using System.Collections.Immutable;
using Grader.Core.Intake;
using Grader.Core.Rubrics;
using Grader.Core.Yaml;

namespace Grader.Core.Scoring;

/// <summary>A later deadline for one student, or none at all; and when the work came, where the TA knows better than the download.</summary>
internal sealed record Extension(DateTimeOffset? Until, bool Waived, DateTimeOffset? Submitted);

/// <summary>
/// <c>extensions.yaml</c>, the TA's: <c>402521025: { until: 1402/10/03 23:59, reason: … }</c>, <c>{ days: 2 }</c> or <c>{ penalty: none }</c>,
/// and <c>submitted: 1402/10/02 12:00</c> where a download does not say when the work came.
/// Dates are of the rubric's zone. The reason is for the TA's memory and goes into no report.
/// </summary>
internal sealed record Extensions(ImmutableSortedDictionary<string, Extension> ByStudent)
{
    public const string FileName = "extensions.yaml";

    private static readonly string[] Grants = ["until", "days", "penalty"];

    public static readonly Extensions None = new(ImmutableSortedDictionary.Create<string, Extension>(StringComparer.Ordinal));

    /// <exception cref="HomeworkException">Every slip in the file, with its place.</exception>
    public static Extensions Read(string shownPath, string text, Deadline? due)
    {
        var diagnostics = new List<Diagnostic>();
        var (root, problems) = YamlTree.Read(text);
        diagnostics.AddRange(problems.Select(it => new Diagnostic(new SourcePosition(shownPath, it.Line, it.Column), it.Code, it.Message, it.Help)));
        var all = root is null ? None : Read(root, shownPath, due, diagnostics);
        if (diagnostics.Count > 0) throw new HomeworkException([.. diagnostics.OrderBy(it => it.At.Line).ThenBy(it => it.At.Column)]);
        return all;
    }

    private static Extensions Read(YamlNode root, string file, Deadline? due, List<Diagnostic> diagnostics)
    {
        void Complain(int line, int column, string message, string help) => diagnostics.Add(new Diagnostic(new SourcePosition(file, line, column), "GR004", message, help));
        if (root is not YamlMap map)
        {
            Complain(root.Line, root.Column, "Extensions are a map from a student's id to what was granted.", "Write, for example: 402521025: { until: 1402/10/03 23:59 }");
            return None;
        }
        if (due is null) Complain(1, 1, "The rubric has no deadline that could be extended.", "Add 'due' to the rubric, or remove this file.");
        var all = None.ByStudent.ToBuilder();
        foreach (var entry in map.Entries)
        {
            if (RubricNode.Of(entry.Value, $"The extension of {entry.Key}", file, diagnostics, ["until", "days", "penalty", "submitted", "reason"]) is not { } node || due is null) continue;
            if (!all.TryAdd(StudentIds.Clean(entry.Key), One(node, due))) Complain(entry.Line, entry.Column, $"'{entry.Key}' stands here for the second time.", "Remove one of the two.");
        }
        return new Extensions(all.ToImmutable());
    }

    private static Extension One(RubricNode node, Deadline due)
    {
        if (node.Has("reason")) node.Text("reason");
        var waived = node.Word("penalty", "", "none") == "none";
        var given = Grants.Count(node.Has);
        if (given > 1 || (given == 0 && !node.Has("submitted")))
            node.Complain(node.At, "GR003", "One of until, days and penalty must stand here.", $"Write until: {DateReading.Example}, or days: 2, or penalty: none");
        var until = node.Has("days") ? node.Whole("days", 1, 365) is { } days ? due.At.AddDays(days) : null : Moment(node, "until", due);
        if (until <= due.At) node.Complain(node.PositionOf("until"), "GR004", $"'{node.Text("until")}' is not after the deadline, {due.Written}.", "Write a later time, or remove the line.");
        return new Extension(until, waived, Moment(node, "submitted", due));
    }

    private static DateTimeOffset? Moment(RubricNode node, string key, Deadline due)
    {
        if (!node.Has(key) || node.Text(key) is not { } text) return null;
        if (DateReading.Local(text) is { } local) return new DateTimeOffset(local, DeadlineReader.Zone(due.Zone)!.GetUtcOffset(local));
        node.Complain(node.PositionOf(key), "GR004", $"'{text}' is not a date and time.", $"Write it as {DateReading.Example}.");
        return null;
    }
}
