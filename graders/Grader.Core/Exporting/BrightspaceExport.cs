namespace Grader.Core.Exporting;

/// <summary>Brightspace's grade import (an id or a user name is enough; we know the first): ids with a number sign in front, the item's name and the words that say what is in the column, a last column that ends the line.</summary>
internal static class BrightspaceExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "brightspace", PerStudent = false, FileName = "brightspace.csv",
        Carries = new("the total in one numeric grade item (--item \"its name\")", "مجموع در یک آیتم نمرهٔ عددی (--item \"نام آن\")"),
        Cannot = new("no comments, no points per question; an item that does not exist must be made there first. Pending: the student is left out", "توضیح و نمرهٔ هر سؤال ندارد؛ آیتم باید از پیش ساخته شده باشد. در انتظار: سطر دانشجو نوشته نمی‌شود"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var book = new Gradebook(input);
        var graded = input.Submissions.Select(it => (it, Grade: book.Grade(it))).Where(it => it.Grade is not null).ToList();
        var item = CsvText.Free(input.Options.Item ?? input.Class.Homework);
        List<string[]> rows = [["OrgDefinedId", $"{item} Points Grade", "End-of-Line Indicator"]];
        foreach (var (it, grade) in graded) rows.Add([$"#{it.Id}", ExportWords.Number(grade!.Value), "#"]);
        return new ExportedFile(CsvText.Write(rows, byteOrderMark: false), Gradebook.Listed(book.Warnings(),
            input.Options.Item is not null ? [] : [ExportWords.Plain($"The grade item there must be called \"{item}\"; another name: --item \"…\"", $"نام آیتم نمره در آنجا باید «{item}» باشد؛ نام دیگر: --item \"…\"")]));
    }
}
