using System.Globalization;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>How a report speaks: its language, its digits, its dates. Files for machines never pass through here.</summary>
/// <param name="second">This report lies beside the first language's, under a name with its language in it.</param>
internal sealed class View(string language, bool second = false)
{
    public string Language { get; } = language == "fa" ? "fa" : "en";

    public bool Persian => Language == "fa";

    public string Direction => Persian ? "rtl" : "ltr";

    public string OtherLanguage => Persian ? "en" : "fa";

    public string File(string stem) => second ? $"{stem}.{Language}.html" : stem + ".html";

    public string OtherFile(string stem) => second ? stem + ".html" : $"{stem}.{OtherLanguage}.html";

    public string Say(string en, string fa) => Persian ? fa : en;

    public string In(LocalizedText text) => text.In(Language);

    /// <summary>Points, at most two places.</summary>
    public string Number(decimal value) => Digits(GradesCsv.Number(value));

    public string Number(long value) => Digits(value.ToString(CultureInfo.InvariantCulture));

    public string Real(double value, string format) => double.IsFinite(value) ? Digits(value.ToString(format, CultureInfo.InvariantCulture)) : "–";

    public string Percent(double share) => Digits(Math.Round(100 * share, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture)) + (Persian ? "٪" : " %");

    public string OutOf(decimal score, decimal max) => Say($"{Number(score)} of {Number(max)}", $"{Number(score)} از {Number(max)}");

    public string Duration(long minutes)
    {
        var (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        IEnumerable<string> words = [days > 0 ? $"{Number(days)} {Say(days == 1 ? "day" : "days", "روز")}" : "", hours > 0 ? $"{Number(hours)} {Say("h", "ساعت")}" : "", rest > 0 || minutes == 0 ? $"{Number(rest)} {Say("min", "دقیقه")}" : ""];
        return string.Join(Say(" ", " و "), words.Where(it => it.Length > 0).Take(2));
    }

    /// <summary>A time in its own zone: Jalali first in Persian, ISO first in English, both in either.</summary>
    public Html Time(DateTimeOffset at)
    {
        var (machine, iso) = (at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var clock = at.ToString("HH:mm", CultureInfo.InvariantCulture);
        var jalali = Jalali(at);
        return Persian
            ? Html.Of($"""<time datetime="{machine}">{Digits(jalali)}، ساعت {Digits(clock)}</time> <span class="quiet">(<bdi dir="ltr">{iso}</bdi>)</span>""")
            : Html.Of($"""<time datetime="{machine}">{iso} {clock}</time> <span class="quiet">(<bdi dir="ltr">{jalali}</bdi>)</span>""");
    }

    /// <summary>The same in plain text.</summary>
    public string TimeText(DateTimeOffset at) => Persian
        ? $"{Digits(Jalali(at))}، ساعت {Digits(at.ToString("HH:mm", CultureInfo.InvariantCulture))} ({at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})"
        : $"{at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} ({Jalali(at)})";

    /// <summary>Persian digits where the reader is Persian; code and values never pass through here.</summary>
    public string Digits(string text) => !Persian ? text : string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = from[i] switch { >= '0' and <= '9' => (char)(from[i] - '0' + '۰'), '.' => '٫', var other => other };
    });

    private static string Jalali(DateTimeOffset at)
    {
        var calendar = new PersianCalendar();
        var local = at.DateTime;
        return local < calendar.MinSupportedDateTime ? "" : string.Create(CultureInfo.InvariantCulture, $"{calendar.GetYear(local):0000}/{calendar.GetMonth(local):00}/{calendar.GetDayOfMonth(local):00}");
    }
}
