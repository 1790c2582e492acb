namespace Grader.Core.Rubrics;

/// <summary><c>late: { grace: 15 min, per-day: 10 %, days: 5, after: nothing }</c></summary>
internal static class LatePolicyReader
{
    internal static readonly Dictionary<string, decimal> Durations = new() { ["s"] = 1, ["min"] = 60, ["h"] = 3600, ["d"] = 86400 };
    private static readonly Dictionary<string, decimal> Shares = new() { ["%"] = 0.01m };

    public static LatePolicy? Read(RubricNode rubric)
    {
        if (rubric.Node("late") is not { } source || rubric.Child(source, "'late'", "grace", "per-day", "days", "after") is not { } node) return null;
        if (!rubric.Has("due")) node.Complain(node.At, "GR003", "There is a penalty for being late, and no 'due'.", "Add, for example: due: { at: 1402/10/01 23:59, calendar: persian, zone: Asia/Tehran }");
        var grace = node.Quantity("grace", Durations, "15 min");
        node.Required("per-day", "per-day: 10 %");
        var share = node.Quantity("per-day", Shares, "10 %");
        if (share > 1) node.Complain(node.PositionOf("per-day"), "GR004", "More than 100 % a day.", "Write a share of what was earned, such as 10 %.");
        var days = node.Whole("days", 1, 365);
        var after = node.Word("after", "nothing", "nothing", "last-day");
        if (days is null && node.Has("after")) node.Complain(node.PositionOf("after"), "GR003", "'after' says what holds after the last day, and there is no 'days'.", "Add, for example: days: 5");
        return new LatePolicy(TimeSpan.FromSeconds((double)(grace ?? 0)), share ?? 0, days, after == "last-day");
    }
}
