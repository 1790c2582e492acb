using System.Text.RegularExpressions;
using Grader.Contract;

namespace Grader.Core.Compiling;

/// <summary>The commonest diagnostics in words that a student understands; the compiler's own text stands in the evidence.</summary>
internal static partial class CompilerWords
{
    private const string BombId = "GRC03";

    /// <summary>A cell that the compiler gave up on, told like any other error of it.</summary>
    public static CompilerMessage Bomb(string file, CompilerLimit limit) => new(file, BombId, true, limit.ToString(), 1, 1, 1, 1, "");

    public static LocalizedText Explain(CompilerMessage message)
    {
        var quoted = Quoted().Matches(message.Message).Select(it => it.Groups[1].Value).ToList();
        var (first, second) = (quoted.ElementAtOrDefault(0) ?? "", quoted.ElementAtOrDefault(1) ?? "");
        return message.Id switch
        {
            BombId => Explain(Enum.TryParse<CompilerLimit>(message.Message, out var limit) ? limit : CompilerLimit.Nesting),
            "GRC01" => new($"{first} cannot be used here: everything must stand in this one file.", $"دستور {first} اینجا مجاز نیست؛ همه چیز باید در همین فایل باشد."),
            "CS0103" => new($"Nothing called '{first}' is known here: check the spelling, or declare it before.", $"نام «{first}» شناخته نشده است؛ املای آن را بررسی کنید یا پیش‌تر تعریفش کنید."),
            "CS0246" or "CS0234" => new($"There is no type or namespace '{first}' here.", $"نوع یا فضای نام «{first}» وجود ندارد."),
            "CS0161" => new("Not every way through this function ends in 'return'.", "همهٔ مسیرهای این تابع به return نمی‌رسند."),
            "CS0029" when second.EndsWith("Tensor", StringComparison.Ordinal) => new($"A {first} is not a Tensor: wrap it with torch.tensor(…).", $"نوع {first} تنسور نیست؛ آن را با torch.tensor(…) تبدیل کنید."),
            "CS0266" or "CS0029" => new($"A {first} does not become a {second} by itself: write a cast such as ({second})x, or compute with the right type from the start.", $"تبدیل {first} به {second} خودکار نیست؛ تبدیل صریح مانند ‎({second})x‎ بنویسید یا از ابتدا نوع درست را به کار ببرید."),
            "CS1503" => new($"An argument has the wrong type: it is {first}, but {second} is wanted.", $"نوع یکی از آرگومان‌ها نادرست است: {first} داده شده ولی {second} لازم است."),
            "CS1501" or "CS7036" or "CS1739" => new("The number or the names of the arguments do not fit the function that is called.", "تعداد یا نام آرگومان‌ها با تابعی که صدا زده‌اید جور نیست."),
            "CS0019" => new("This operator does not work between these two types.", "این عملگر میان این دو نوع کار نمی‌کند."),
            "CS1061" or "CS0117" => new($"{first} has no member '{second}': check its name in TorchSharp's documentation.", $"نوع {first} عضوی به نام «{second}» ندارد؛ نام آن را در مستندات TorchSharp ببینید."),
            "CS0165" => new($"The variable '{first}' may be used before it has a value.", $"متغیر «{first}» پیش از مقدارگرفتن به کار رفته است."),
            "CS0128" or "CS0136" or "CS0111" or "CS0102" => new($"The name '{first}' is declared twice.", $"نام «{first}» دو بار تعریف شده است."),
            "CS1002" => new("A semicolon ';' is missing.", "یک نقطه‌ویرگول «;» جا افتاده است."),
            "CS1513" or "CS1514" or "CS1026" or "CS1003" or "CS1525" => new("The sentence does not end here as C# expects: look for a missing bracket, brace or comma.", "ساختار این خط کامل نیست؛ پرانتز، آکولاد یا ویرگول جاافتاده را پیدا کنید."),
            "CS1010" or "CS1039" => new("A text that begins here is never closed: look for the missing quotation mark.", "متنی که از اینجا آغاز می‌شود بسته نشده است؛ علامت نقل‌قول جاافتاده را پیدا کنید."),
            "CS8997" => new("A text that begins with \"\"\" is never closed, so all that follows it was taken for text.", "متنی که با \"\"\" آغاز شده بسته نشده است، پس همهٔ آنچه پس از آن آمده متن به شمار رفته است."),
            "CS1035" => new("A comment that begins here is never closed with '*/'.", "توضیحی که از اینجا آغاز می‌شود با ‎*/‎ بسته نشده است."),
            "CS8652" or "CS0227" => new("'unsafe' code cannot be used here.", "کد unsafe اینجا مجاز نیست."),
            _ => new("The compiler does not accept this line.", "کامپایلر این خط را نمی‌پذیرد."),
        };
    }

    public static LocalizedText Explain(CompilerLimit limit) => limit switch
    {
        CompilerLimit.Time => new("The compiler did not finish with this file, twice: write its longest expression as several statements.", "کامپایلر دو بار این فایل را در زمان مجاز به پایان نرساند؛ عبارت‌های خیلی طولانی را به چند دستور بشکنید."),
        CompilerLimit.Memory => new("The compiler ran out of memory on this file, twice: make it smaller.", "حافظهٔ کامپایلر دو بار برای این فایل کم آمد؛ فایل را کوچک‌تر کنید."),
        _ => new("The compiler broke down on this file, twice: its expressions are nested too deeply.", "کامپایلر دو بار بر سر این فایل از کار افتاد؛ عبارت‌ها بیش از حد تودرتو هستند."),
    };

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
