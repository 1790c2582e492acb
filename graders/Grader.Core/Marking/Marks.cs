using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grader.Core.Answers;
using Grader.Core.Rubrics;

namespace Grader.Core.Marking;

/// <summary>One row of <c>marks.csv</c>: the first seven are the people's half, the rest is for reading only.</summary>
public sealed record MarkRow(string StudentId, string Check, string Points, string Items, string Comment, string Marker, string TextDigest, string Max, string Name, string GivenItems, string Text, int Line)
{
    public bool Filled => Points.Trim().Length > 0 || Items.Trim().Length > 0;
}

/// <summary>What a person decided for one check of one student.</summary>
public sealed record Mark(decimal Points, string Comment, string Marker);

/// <summary>A check that a person may judge; the text is the student's.</summary>
public sealed record MarkableItem(string StudentId, string Name, string Check, decimal Max, ImmutableArray<ManualItem> Items, string Text)
{
    /// <summary>First 12 hex digits of SHA-256 of the text with LF line ends, NFC, trimmed.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(Text))))[..12];

    private static string Plain(string text)
    {
        var lines = new string([.. text.Select(it => char.IsSurrogate(it) ? '\uFFFD' : it)]).Replace("\r\n", "\n", StringComparison.Ordinal);
        return lines.Normalize(NormalizationForm.FormC).Trim();
    }
}

public sealed record AppliedMarks(ImmutableDictionary<(string Student, string Check), Mark> Marks, ImmutableArray<LocalizedText> Warnings, ImmutableArray<MarkRow> Rows);

/// <summary>Joins the rows that people filled in with what there is to judge now. Nothing filled in is ever dropped; what cannot be used is named.</summary>
public static class Marks
{
    public static AppliedMarks Apply(IReadOnlyList<MarkRow> rows, IReadOnlyList<MarkableItem> items)
    {
        var marks = ImmutableDictionary.CreateBuilder<(string, string), Mark>();
        var warnings = ImmutableArray.CreateBuilder<LocalizedText>();
        var written = ImmutableArray.CreateBuilder<MarkRow>();
        var filled = rows.Where(it => it.Filled).GroupBy(it => (it.StudentId, it.Check)).ToDictionary(it => it.Key, it => it.ToList());
        foreach (var item in items.OrderBy(it => it.StudentId, StringComparer.Ordinal))
        {
            var mine = filled.GetValueOrDefault((item.StudentId, item.Check)) ?? [];
            filled.Remove((item.StudentId, item.Check));
            var valid = mine.Select(row => (Row: row, Mark: Read(row, item, warnings))).Where(it => it.Mark is not null).ToList();
            if (valid.Select(it => it.Mark!.Points).Distinct().Count() > 1)
                warnings.Add(Warning(valid[1].Row, "there are two different marks for this check; neither counts until one is removed", "دو نمرهٔ متفاوت برای این مورد هست؛ تا یکی حذف نشود هیچ‌کدام به حساب نمی‌آید"));
            else if (valid.Count > 0) marks[(item.StudentId, item.Check)] = valid[0].Mark!;
            written.AddRange(mine.Select(it => valid.Any(ok => ok.Row == it) ? ForReading(it, item) : it));
            var current = mine.Any(it => it.TextDigest.Length == 0 || it.TextDigest == item.Digest);
            if (!current && item.Text.Trim().Length > 0) written.Add(ForReading(new MarkRow(item.StudentId, item.Check, "", "", "", "", item.Digest, "", "", "", "", 0), item));
        }
        foreach (var row in filled.Values.SelectMany(it => it).OrderBy(it => it.Line))
        {
            var known = items.Any(it => it.StudentId == row.StudentId);
            warnings.Add(known ? Warning(row, "there is no such check for a person in this homework", "چنین موردی برای تصحیح در این تمرین نیست") : Warning(row, "no such student handed in anything", "چنین دانشجویی چیزی تحویل نداده است"));
            written.Add(row);
        }
        return new AppliedMarks(marks.ToImmutable(), warnings.ToImmutable(), written.ToImmutable());
    }

    private static Mark? Read(MarkRow row, MarkableItem item, ImmutableArray<LocalizedText>.Builder warnings)
    {
        if (row.TextDigest.Length > 0 && row.TextDigest != item.Digest)
        {
            warnings.Add(Warning(row, "the student's text has changed since it was marked; read it again in its new row", "متن دانشجو پس از تصحیح عوض شده است؛ آن را در ردیف تازه‌اش دوباره بخوانید"));
            return null;
        }
        decimal? sum = null;
        foreach (var id in row.Items.Split([',', ';', '+', ' ', '،'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (item.Items.FirstOrDefault(it => string.Equals(it.Id, id.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } known)
            {
                warnings.Add(Warning(row, $"'{id}' is not an item of this check ({string.Join(", ", item.Items.Select(it => it.Id))})", $"«{id}» از موارد این بخش نیست"));
                return null;
            }
            sum = (sum ?? 0) + known.Points;
        }
        var text = TextForms.Normalize(row.Points).Replace(',', '.');
        if (text.Length > 0 && !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            warnings.Add(Warning(row, $"'{row.Points}' is not a number", $"«{row.Points}» عدد نیست"));
            return null;
        }
        decimal? points = text.Length > 0 ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
        if (points is not null && sum is not null && points != sum)
            warnings.Add(Warning(row, FormattableString.Invariant($"the points ({points}) and the items ({sum}) do not agree; the points count"), FormattableString.Invariant($"نمره ({points}) و موارد ({sum}) یکی نیستند؛ نمره به حساب می‌آید")));
        var given = points ?? sum ?? 0;
        if (given >= 0 && given <= item.Max) return new Mark(given, row.Comment, row.Marker);
        warnings.Add(Warning(row, FormattableString.Invariant($"{given} is not between 0 and {item.Max}; the check stays pending"), FormattableString.Invariant($"{given} میان ۰ و {item.Max} نیست؛ این مورد در انتظار می‌ماند")));
        return null;
    }

    private static MarkRow ForReading(MarkRow row, MarkableItem item) => row with
    {
        Max = item.Max.ToString(CultureInfo.InvariantCulture), Name = item.Name, Text = item.Text,
        GivenItems = string.Join(" | ", item.Items.Select(it => FormattableString.Invariant($"{it.Id}={it.Points}: {it.Text.En}"))),
    };

    private static LocalizedText Warning(MarkRow row, string en, string fa) =>
        new(FormattableString.Invariant($"marks.csv:{row.Line}: {row.StudentId} {row.Check}: {en}."), FormattableString.Invariant($"marks.csv:{row.Line}: {row.StudentId} {row.Check}: {fa}."));
}
