namespace Grader.Core.Formulas;

/// <summary>Why a formula that reads well has no value for the numbers of a case.</summary>
internal static class EvaluationWords
{
    public static readonly LocalizedText TooMuchWork = new("The formula needs too many steps to evaluate.", "محاسبهٔ فرمول گام‌های بسیار زیادی می‌خواهد.");
    public static readonly LocalizedText TooLarge = new("A matrix in the formula becomes too large.", "یکی از ماتریس‌های فرمول بیش از حد بزرگ می‌شود.");
    public static readonly LocalizedText DividedByZero = new("Here the formula divides by zero.", "اینجا فرمول بر صفر تقسیم می‌کند.");

    public static LocalizedText NotGiven(string symbol) => new($"This case gives no value for {symbol}.", $"این نمونه مقداری برای {symbol} ندارد.");

    public static LocalizedText Endless(string name) => new(
        $"The definition{Of(name)} never comes to an end: a line for the last index, such as i = t, is missing.", $"این تعریف{Of(name)} به پایان نمی‌رسد: سطری برای آخرین اندیس، مثلاً i = t، کم دارد.");

    private static string Of(string name) => name.Length == 0 ? "" : $" {FormulaWords.Safe(name)}";

    public static LocalizedText NotWhole(string text, double value) => new(
        $"{FormulaWords.Safe(text)} is {Show(value)} here; a whole number is needed.", $"{FormulaWords.Safe(text)} اینجا {Show(value)} است؛ عدد صحیح لازم است.");

    public static LocalizedText NegativePower(string text, double value, string numbers) => new(
        $"{For(numbers, "For ")}the exponent {FormulaWords.Safe(text)} is {Show(value)}: a matrix has no negative power here.", $"{For(numbers, "به ازای ")}توان {FormulaWords.Safe(text)} برابر {Show(value)} است: ماتریس اینجا توان منفی ندارد.");

    public static LocalizedText NoElement(string text, long index, int first, int last, string numbers) => new(
        $"{For(numbers, "For ")}{FormulaWords.Safe(text)} asks for index {index}; there are {first} to {last}.", $"{For(numbers, "به ازای ")}{FormulaWords.Safe(text)} اندیس {index} را می‌خواهد؛ اندیس‌ها از {first} تا {last} هستند.");

    public static LocalizedText NoLine(string name, string numbers) => new(
        $"{For(numbers, "For ")}no line of the definition{Of(name)} applies.", $"{For(numbers, "به ازای ")}هیچ سطری از تعریف{Of(name)} برقرار نیست.");

    private static string For(string numbers, string word) => numbers.Length == 0 ? "" : $"{word}{numbers}{(word[0] == 'F' ? ", " : "، ")}";

    private static string Show(double value) => Comparing.NumericComparison.Show(value);
}
