using System.Globalization;
using System.Text.RegularExpressions;
using Grader.Core.Intake;

namespace Grader.Core.Marking;

/// <summary>Student ids as a spreadsheet leaves them, <c>402521001.0</c> or <c>4.02521001E8</c>: read only as a student who is there.</summary>
internal sealed partial class SpreadsheetIds(IReadOnlySet<string> students)
{
    const int LongestNumber = 20;

    readonly (string Id, decimal Number)[] _numbers =
        [.. students.Where(id => id.Length <= LongestNumber && id.All(char.IsAsciiDigit) && id.Length > 0).Select(id => (id, decimal.Parse(id, CultureInfo.InvariantCulture)))];

    /// <summary>The student that is meant, or what was typed.</summary>
    public string Mend(string typed)
    {
        var ascii = StudentIds.WithAsciiDigits(typed.Trim());
        if (students.Contains(ascii)) return typed;
        var bare = ascii.TrimStart('\'');
        if (students.Contains(bare)) return bare;
        if (Shape().Match(bare) is not { Success: true } match) return typed;
        var fraction = match.Groups["fraction"].Value;
        var exponent = match.Groups["exponent"] is { Success: true } power ? int.Parse(power.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var scale = Power(exponent - fraction.Length);
        var number = decimal.Parse(match.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture) * scale;
        var meant = _numbers.Where(it => it.Number == number).ToArray();
        // 4.025E8 may be a rounded 402521001 as well as 402500000: then it is nobody's.
        var others = scale <= 1 ? 0 : _numbers.Count(it => it.Number != number && Math.Abs(it.Number - number) <= scale / 2);
        return meant.Length == 1 && others == 0 ? meant[0].Id : typed;
    }

    static decimal Power(int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent--) power *= 10;
        for (; exponent < 0; exponent++) power /= 10;
        return power;
    }

    // As long as a decimal holds it: ten digits before and after the point, and ten places more.
    [GeneratedRegex("^(?<whole>[0-9]{1,10})(?:[.,٫](?<fraction>[0-9]{1,9}))?(?:E\\+?0?(?<exponent>[0-9]))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
