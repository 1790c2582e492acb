namespace Grader.Core.Formulas;

/// <summary>What is said about a formula that cannot be read.</summary>
internal static class FormulaWords
{
    public static readonly LocalizedText Empty = new("There is no formula here.", "اینجا فرمولی نوشته نشده است.");
    public static readonly LocalizedText EndsTooEarly = new("The formula ends where something is still expected.", "فرمول پیش از آن‌که کامل شود تمام شده است.");
    public static readonly LocalizedText Dots = new("Dots leave open what is meant: write the sum with \\sum_{i=1}^{t} or the product with \\prod.", "سه‌نقطه مبهم است: جمع را با \\sum_{i=1}^{t} و ضرب را با \\prod بنویسید.");
    public static readonly LocalizedText ConditionExpected = new("A condition such as i = t or i < t is expected here.", "اینجا شرطی مانند i = t یا i < t لازم است.");
    public static readonly LocalizedText RangeExpected = new("The bounds of a sum or product are written as \\sum_{i=1}^{t} or sum(i=1..t, …).", "کران‌های جمع یا ضرب را به شکل \\sum_{i=1}^{t} یا sum(i=1..t, …) بنویسید.");
    public static readonly LocalizedText SubscriptOfNoName = new("An index belongs to a symbol, not to a bracket or a number.", "اندیس باید روی یک نماد باشد، نه روی پرانتز یا عدد.");
    public static readonly LocalizedText AccentOfNoName = new("A hat or a bar belongs over one symbol.", "کلاه یا خط باید روی یک نماد باشد.");

    public static LocalizedText TooLong(int most) => new($"A formula may have at most {most} characters.", $"فرمول حداکثر {most} نویسه می‌تواند داشته باشد.");

    public static LocalizedText TooDeep(int most) => new($"Brackets, fractions and scripts are nested more than {most} deep here.", $"پرانتزها، کسرها و بالانویس‌ها اینجا بیش از {most} لایه تودرتو شده‌اند.");

    public static LocalizedText TooManyParts(int most) => new($"The formula has more than {most} parts.", $"فرمول بیش از {most} جزء دارد.");

    public static LocalizedText UnknownCharacter(string letter) => new($"The character '{Safe(letter)}' means nothing in a formula.", $"نویسهٔ «{Safe(letter)}» در فرمول معنایی ندارد.");

    public static LocalizedText UnknownCommand(string name) => WithNear($"\\{name}", Yaml.Spelling.Nearest(name, LatexCommands.Names) is { } near ? $"\\{near}" : null, "The command", "دستور");

    public static LocalizedText UnknownFunction(string name) => WithNear(name, Yaml.Spelling.Nearest(name, FormulaFunctions.Methods.Keys), "The method", "متد");

    private static LocalizedText WithNear(string name, string? near, string en, string fa) => near is null
        ? new($"{en} '{name}' is not known here.", $"{fa} «{name}» اینجا شناخته نیست.")
        : new($"{en} '{name}' is not known here. Did you mean '{near}'?", $"{fa} «{name}» اینجا شناخته نیست. شاید منظورتان «{near}» است؟");

    public static LocalizedText UnknownEnvironment(string name) => new($"The environment '{Safe(name)}' is not read here; write symbols, not matrices of numbers.", $"محیط «{Safe(name)}» اینجا خوانده نمی‌شود؛ نمادها را بنویسید نه ماتریسِ اعداد.");

    public static LocalizedText Unexpected(string token) => new($"'{Safe(token)}' does not fit here.", $"«{Safe(token)}» اینجا جور در نمی‌آید.");

    public static LocalizedText NotClosed(string open, string close) => new($"'{open}' is opened here and '{close}' does not follow.", $"اینجا «{open}» باز شده و «{close}» ندارد.");

    public static LocalizedText ScriptMissing(string sign) => new($"After '{sign}' a letter, a number or a group in braces is expected.", $"پس از «{sign}» باید حرف، عدد یا گروهی در آکولاد بیاید.");

    public static LocalizedText WrongCount(string function, int needed, int given) => new($"'{function}' takes {needed} argument{(needed == 1 ? "" : "s")}; {given} were given.", $"«{function}» {needed} ورودی می‌گیرد ولی {given} ورودی نوشته شده است.");

    public static LocalizedText SeriesWithoutLetter(bool product) => product
        ? new("Say over which letter the product runs: \\prod_{k=i+1}^{t}.", "بنویسید ضرب روی کدام حرف است: \\prod_{k=i+1}^{t}.")
        : new("Say over which letter the sum runs: \\sum_{i=1}^{t}.", "بنویسید جمع روی کدام حرف است: \\sum_{i=1}^{t}.");

    /// <summary>A student's text inside our sentence: visible and short.</summary>
    public static string Safe(string text)
    {
        var line = text.Replace('\n', ' ').Replace('\r', ' ').Trim();
        return Results.SafeText.Visible(line.Length <= 48 ? line : line[..48] + "…");
    }
}
