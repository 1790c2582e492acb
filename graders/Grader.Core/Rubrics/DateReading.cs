using System.Globalization;

namespace Grader.Core.Rubrics;

/// <summary>Dates as TAs write them: of the Persian or the Gregorian calendar, told apart by the year.</summary>
internal static class DateReading
{
    private const int FirstPersian = 1300, LastPersian = 1500, FirstGregorian = 1900, LastGregorian = 2200;

    /// <summary>What a date may look like, for the help of diagnostics.</summary>
    public const string Example = "1402/10/01 23:59 or 2023-12-22 23:59";

    /// <summary>The local time, or null. Without an hour, the last minute of that day.</summary>
    public static DateTime? Local(string text, string? calendar = null)
    {
        var numbers = new List<int>();
        foreach (var word in Intake.StudentIds.WithAsciiDigits(text).Trim().Split('/', '-', ' ', ':', 'T'))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            numbers.Add(number);
        }
        if (numbers.Count is not (3 or 5) || CalendarOf(numbers[0]) is not { } found || (calendar is not null && calendar != found)) return null;
        var (hour, minute) = numbers.Count == 5 ? (numbers[3], numbers[4]) : (23, 59);
        try
        {
            Calendar system = found == "persian" ? new PersianCalendar() : new GregorianCalendar();
            return system.ToDateTime(numbers[0], numbers[1], numbers[2], hour, minute, 0, 0);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Read as Gregorian, a year of the Persian calendar would be six centuries early, and everybody late.</summary>
    private static string? CalendarOf(int year) => year switch
    {
        >= FirstPersian and < LastPersian => "persian",
        >= FirstGregorian and < LastGregorian => "gregorian",
        _ => null,
    };

    /// <summary>1402/10/01 23:59 in the calendar in which the homework's own deadline is written.</summary>
    public static string Shown(DateTimeOffset at, Deadline like)
    {
        var local = at.ToOffset(like.At.Offset).DateTime;
        Calendar system = like.Calendar == "persian" ? new PersianCalendar() : new GregorianCalendar();
        var separator = like.Calendar == "persian" ? '/' : '-';
        return FormattableString.Invariant($"{system.GetYear(local):0000}{separator}{system.GetMonth(local):00}{separator}{system.GetDayOfMonth(local):00} {local.Hour:00}:{local.Minute:00}");
    }
}
