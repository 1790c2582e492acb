using System.Globalization;
using System.Text.RegularExpressions;

namespace Grader.Core.Intake;

/// <summary>The time that a student, or the TA, wrote into <c>student.yaml</c>: what could be meant in two ways is left out and said.</summary>
internal static partial class SubmissionTime
{
    const int FirstYear = 2000, LastYear = 2100;

    /// <summary>The time, or the sentence why it is left out; neither for an empty text.</summary>
    public static (DateTimeOffset? Time, LocalizedText? Problem) Read(string text, string path)
    {
        if (text.Length == 0) return (null, null);
        var match = Shape().Match(StudentIds.WithAsciiDigits(text).Trim());
        if (!match.Success) return (null, IntakeSentences.BadSubmitted(path));
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        // Read as Gregorian, a year of the Persian calendar would be six centuries early, and never late.
        if (year is >= 1300 and < 1500) return (null, IntakeSentences.JalaliSubmitted(path));
        if (year is < FirstYear or > LastYear) return (null, IntakeSentences.FarSubmitted(path, FirstYear, LastYear));
        if (match.Groups["offset"].Length == 0) return (null, IntakeSentences.SubmittedWithoutOffset(path));
        return DateTimeOffset.TryParse(match.Value.Replace('/', '-'), CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time, null)
            : (null, IntakeSentences.BadSubmitted(path));
    }

    [GeneratedRegex("^(?<year>[0-9]{4})[-/][0-9]{1,2}[-/][0-9]{1,2}(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?: *(?<offset>Z|[+-][0-9]{2}:?[0-9]{2}))?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}
