using System.Globalization;

namespace Grader.Core.Marking;

/// <summary>What is wrong with a mark, with its line, for the TA who wrote it.</summary>
internal static class MarkSentences
{
    static LocalizedText At(MarkRow row, string en, string fa)
    {
        var line = row.Line.ToString(CultureInfo.InvariantCulture);
        return new LocalizedText($"marks line {line} ({row.StudentId}, {row.Check}): {en}", $"سطر {line} نمره‌ها ({row.StudentId}، {row.Check}): {fa}");
    }

    static string Number(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    public static LocalizedText UnknownStudent(MarkRow row) =>
        At(row, "this student is not in the class; the mark was kept but not used.", "این دانشجو در کلاس نیست؛ نمره نگه داشته شد ولی به کار نرفت.");
    public static LocalizedText UnknownCheck(MarkRow row) =>
        At(row, "no check of this name waits for a mark; the mark was kept but not used.", "هیچ موردی با این نام منتظر نمره نیست؛ نمره نگه داشته شد ولی به کار نرفت.");
    public static LocalizedText NotWaiting(MarkRow row) =>
        At(row, "this check waits for no mark in this run; the mark was kept.", "این مورد در این اجرا منتظر نمره نیست؛ نمره نگه داشته شد.");
    public static LocalizedText NotANumber(MarkRow row) =>
        At(row, $"'{row.Points}' is not a number; please write it as 1.5.", $"«{row.Points}» عدد نیست؛ لطفاً به شکل 1.5 بنویسید.");
    public static LocalizedText Negative(MarkRow row, decimal points) =>
        At(row, $"{Number(points)} is negative, so it was not used.", $"{Number(points)} منفی است و به کار نرفت.");
    public static LocalizedText AboveMax(MarkRow row, decimal points, decimal max) =>
        At(row, $"{Number(points)} is above the maximum of {Number(max)}, so it was not used.", $"{Number(points)} از بیشینهٔ {Number(max)} بیشتر است و به کار نرفت.");
    public static LocalizedText UnknownItem(MarkRow row, string item) =>
        At(row, $"the rubric has no item '{item}' here, so the mark was not used.", $"در معیار نمره‌دهی موردی به نام «{item}» نیست؛ این نمره به کار نرفت.");
    public static LocalizedText ItemTwice(MarkRow row, string item) =>
        At(row, $"the item '{item}' is written twice; it was counted once.", $"مورد «{item}» دو بار نوشته شده است؛ یک بار شمرده شد.");
    public static LocalizedText Unequal(MarkRow row, decimal points, decimal sum) =>
        At(row, $"the items add up to {Number(sum)}, but {Number(points)} points were given; the points were used.",
            $"جمع موردها {Number(sum)} است ولی نمرهٔ {Number(points)} داده شده؛ نمرهٔ داده‌شده به کار رفت.");
    public static LocalizedText ChangedText(MarkRow row) =>
        At(row, "the answer has changed since it was marked; please mark the new text.", "پاسخ پس از نمره‌دهی تغییر کرده است؛ لطفاً متن تازه را نمره دهید.");
    public static LocalizedText Conflict(MarkRow row, int other)
    {
        var line = other.ToString(CultureInfo.InvariantCulture);
        return At(row, $"line {line} gives another mark for the same answer; please keep one. Neither was used.",
            $"سطر {line} برای همین پاسخ نمرهٔ دیگری دارد؛ لطفاً یکی را نگه دارید. هیچ‌کدام به کار نرفت.");
    }
    public static LocalizedText OtherMax(MarkRow row, decimal max) =>
        At(row, $"it was marked out of {row.Max}, and the maximum is {Number(max)} now; the mark was used as it is.",
            $"از {row.Max} نمره داده شده و اکنون بیشینه {Number(max)} است؛ نمره همان‌گونه به کار رفت.");
}
