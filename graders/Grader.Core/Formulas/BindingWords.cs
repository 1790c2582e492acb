namespace Grader.Core.Formulas;

/// <summary>What is said about the symbols of a formula.</summary>
internal static class BindingWords
{
    public static readonly LocalizedText PrimeNote = new("A prime after a symbol was read as a transpose.", "پریم پس از نماد، ترانهاده خوانده شد.");
    public static readonly LocalizedText OrderNote = new("∏ was multiplied from left to right in the order in which its index runs.", "∏ به ترتیبِ حرکت اندیس، از چپ به راست ضرب شد.");
    public static readonly LocalizedText BoundsMissing = new("Write the bounds of the sum or product: \\sum_{i=1}^{t}.", "کران‌های جمع یا ضرب را بنویسید: \\sum_{i=1}^{t}.");

    public static LocalizedText BoundsNote(string letter) => new($"The sum over {letter} has no full bounds; it was read as a sum over all steps that the question means.", $"کران‌های جمع روی {letter} کامل نیست؛ جمع روی همهٔ گام‌های موردنظرِ سؤال خوانده شد.");

    public static LocalizedText SheetNote(int number, string name) => new($"The {number} of the sheet was read as {name}, any number of steps.", $"عدد {number} برگه به‌عنوان {name}، یعنی هر تعداد گام، خوانده شد.");

    public static LocalizedText WhichIndex(string name) => new($"Say for which index {FormulaWords.Safe(name)} is the answer.", $"بنویسید {FormulaWords.Safe(name)} به ازای کدام اندیس پاسخ است.");

    public static LocalizedText OneStepOnly(string name, string letter) => new(
        $"{FormulaWords.Safe(name)} is given for the one step {letter} only, and {letter} is the index of a sum or product here.",
        $"{FormulaWords.Safe(name)} فقط برای یک گامِ {letter} داده شده، ولی {letter} اینجا اندیس جمع یا ضرب است.");

    public static LocalizedText IndexMissing(string name, string example) => new(
        $"{FormulaWords.Safe(name)} is one value per step: write its index, as in {example}.", $"{FormulaWords.Safe(name)} برای هر گام یک مقدار دارد: اندیس آن را بنویسید، مانند {example}.");

    public static LocalizedText Unknown(string name, IReadOnlyCollection<string> known)
    {
        var (shown, list) = (FormulaWords.Safe(name), string.Join("، ", known));
        var near = Yaml.Spelling.Nearest(Plain(name), known.Select(Plain)) is { } plain ? known.First(it => Plain(it) == plain) : null;
        return new(
            $"The symbol '{shown}' is not given here.{(near is null ? "" : $" Did you mean '{near}'?")} Symbols that may be used: {list.Replace("، ", ", ", StringComparison.Ordinal)}.",
            $"نماد «{shown}» اینجا داده نشده است.{(near is null ? "" : $" شاید منظورتان «{near}» است؟")} نمادهای مجاز: {list}.");
    }

    private static string Plain(string name) => name.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
}
