namespace Grader.Core.Rubrics;

/// <summary><c>due: { at: 1402/10/01 23:59, calendar: persian, zone: Asia/Tehran }</c></summary>
internal static class DeadlineReader
{
    public static Deadline? Read(RubricNode rubric)
    {
        if (rubric.Node("due") is not { } source || rubric.Child(source, "'due'", "at", "calendar", "zone") is not { } node) return null;
        if (node.Required("at", "at: 1402/10/01 23:59") is not { } at || node.Text(at, "at") is not { } text) return null;
        var calendar = node.Has("calendar") ? node.Word("calendar", "gregorian", "gregorian", "persian") : null;
        var zoneName = node.Text("zone") ?? "UTC";
        if (Zone(zoneName) is not { } zone)
        {
            node.Complain(node.PositionOf("zone"), "GR004", $"The time zone '{zoneName}' is not known here.", "Write an IANA name such as Asia/Tehran or UTC.");
            return null;
        }
        if (DateReading.Local(text, calendar) is { } local)
            return new Deadline(new DateTimeOffset(local, zone.GetUtcOffset(local)), text, DateReading.Local(text, "persian") is null ? "gregorian" : "persian", zoneName);
        node.Complain(node.Position(at), "GR004", $"'{text}' is not a date and time{(calendar is null ? "" : $" of the {calendar} calendar")}.", "Write it as 1402/10/01 23:59 with 'calendar: persian', or 2023-12-22 23:59.");
        return null;
    }

    /// <summary>Tehran has had no summer time since 2022 and must work where a machine has no table of zones.</summary>
    internal static TimeZoneInfo? Zone(string name)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        return name == "Asia/Tehran" ? TimeZoneInfo.CreateCustomTimeZone(name, new TimeSpan(3, 30, 0), name, name) : null;
    }
}
