using System.Globalization;

namespace Grader.Core.Rubrics;

/// <summary><c>due: { at: 1402/10/01 23:59, calendar: persian, zone: Asia/Tehran }</c></summary>
internal static class DeadlineReader
{
    public static Deadline? Read(RubricNode rubric)
    {
        if (rubric.Node("due") is not { } source || rubric.Child(source, "'due'", "at", "calendar", "zone") is not { } node) return null;
        if (node.Required("at", "at: 1402/10/01 23:59") is not { } at || node.Text(at, "at") is not { } text) return null;
        var calendar = node.Word("calendar", "gregorian", "gregorian", "persian");
        var zoneName = node.Text("zone") ?? "UTC";
        if (Zone(zoneName) is not { } zone)
        {
            node.Complain(node.PositionOf("zone"), "GR004", $"The time zone '{zoneName}' is not known here.", "Write an IANA name such as Asia/Tehran or UTC.");
            return null;
        }
        if (Local(text, calendar) is { } local) return new Deadline(new DateTimeOffset(local, zone.GetUtcOffset(local)), text, calendar, zoneName);
        node.Complain(node.Position(at), "GR004", $"'{text}' is not a date and time of the {calendar} calendar.", "Write it as 1402/10/01 23:59 with 'calendar: persian', or 2023-12-22 23:59.");
        return null;
    }

    private static DateTime? Local(string text, string calendar)
    {
        var numbers = new List<int>();
        foreach (var word in text.Split('/', '-', ' ', ':', 'T'))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            numbers.Add(number);
        }
        if (numbers.Count is not (3 or 5)) return null;
        var (hour, minute) = numbers.Count == 5 ? (numbers[3], numbers[4]) : (23, 59);
        try
        {
            Calendar system = calendar == "persian" ? new PersianCalendar() : new GregorianCalendar();
            return system.ToDateTime(numbers[0], numbers[1], numbers[2], hour, minute, 0, 0);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Tehran has had no summer time since 2022 and must work where a machine has no table of zones.</summary>
    private static TimeZoneInfo? Zone(string name)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        return name == "Asia/Tehran" ? TimeZoneInfo.CreateCustomTimeZone(name, new TimeSpan(3, 30, 0), name, name) : null;
    }
}
