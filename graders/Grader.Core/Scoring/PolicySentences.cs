using Grader.Core.Results;
using Grader.Core.Rubrics;
using static Grader.Core.Intake.StudentIds;

namespace Grader.Core.Scoring;

/// <summary>The words of each line between the points of the checks and the total.</summary>
internal static class PolicySentences
{
    public static readonly LocalizedText Waived = new("Handing in late costs nothing here: it was agreed with the course.", "برای این تحویل، با موافقت درس، جریمهٔ تأخیر در نظر گرفته نمی‌شود.");

    public static LocalizedText Extended(string until) => new($"The deadline was extended to {until}.", $"مهلت تحویل تا {until} تمدید شده است.");

    public static LocalizedText Capped(decimal max) =>
        new(Invariant($"Score and bonus together count up to {GradesCsv.Number(max)}."), Invariant($"نمره و امتیاز اضافه روی هم تا سقف {GradesCsv.Number(max)} حساب می‌شوند."));

    public static LocalizedText InGrace(long minutes, TimeSpan grace) =>
        new(Invariant($"Handed in {Duration(minutes)} after the deadline, within the grace of {Duration((long)grace.TotalMinutes)}: nothing is taken off."),
            Invariant($"{DurationFa(minutes)} پس از مهلت تحویل داده شد که در محدودهٔ {DurationFa((long)grace.TotalMinutes)} ارفاق است؛ نمره‌ای کم نمی‌شود."));

    public static LocalizedText TooLate(long minutes, int days) =>
        new(Invariant($"Handed in {Duration(minutes)} late. Work is accepted for {days} days after the deadline, so it earns no points."),
            Invariant($"با {DurationFa(minutes)} تأخیر تحویل داده شد. تحویل فقط تا {days} روز پس از مهلت پذیرفته می‌شود، پس نمره‌ای به آن تعلق نمی‌گیرد."));

    public static LocalizedText Late(long minutes, int days, LatePolicy policy, decimal share, decimal earned, bool pending)
    {
        var (soFar, soFarFa) = pending ? (" so far", " تا اینجا") : ("", "");
        var counted = Math.Min(days, policy.Days ?? days);
        return new(
            Invariant($"Handed in {Duration(minutes)} late: {Percent(policy.PerDay)} for each day begun, {counted} {(counted == 1 ? "day" : "days")}, {Percent(share)} of the {GradesCsv.Number(earned)} points earned{soFar}."),
            Invariant($"با {DurationFa(minutes)} تأخیر تحویل داده شد: برای هر روزِ آغازشده {PercentFa(policy.PerDay)}، {counted} روز، یعنی {PercentFa(share)} از {GradesCsv.Number(earned)} نمرهٔ کسب‌شده{soFarFa}."));
    }

    public static LocalizedText Dropped(string what) => new($"{what} has the fewest points and does not count.", $"{what} کمترین نمره را دارد و حساب نمی‌شود.");

    public static LocalizedText Undecided(int count, string of) =>
        new(Invariant($"The lowest {count} of {of} will not count; which that is shows when all marks are in."),
            Invariant($"از {of}، {count} مورد با کمترین نمره حساب نمی‌شود؛ پس از ثبت همهٔ نمره‌ها معلوم می‌شود کدام."));

    private static string Percent(decimal share) => GradesCsv.Number(share * 100) + " %";

    private static string PercentFa(decimal share) => GradesCsv.Number(share * 100) + "٪";

    internal static string Duration(long minutes) => Join(minutes, " ", "d", "h", "min");

    internal static string DurationFa(long minutes) => Join(minutes, " و ", "روز", "ساعت", "دقیقه");

    private static string Join(long minutes, string and, string day, string hour, string minute)
    {
        var (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
        var words = new[] { (days, day), (hours, hour), (rest, minute) }.Where(it => it.Item1 > 0).Select(it => Invariant($"{it.Item1} {it.Item2}")).ToArray();
        return words.Length == 0 ? $"0 {minute}" : string.Join(and, words);
    }
}
