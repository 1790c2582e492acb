using System.Collections.Immutable;

namespace Grader.Core.Notebooks;

/// <summary>What reading a notebook has to say, in both languages: kind, and with the next step where there is one.</summary>
internal static class NotebookSentences
{
    static LocalizedText Say(FormattableString en, FormattableString fa) => new(FormattableString.Invariant(en), FormattableString.Invariant(fa));

    public static readonly LocalizedText Empty = new("The file is empty. Please hand in the notebook that you worked in.", "فایل خالی است. لطفاً همان نوت‌بوکی را بفرستید که در آن کار کرده‌اید.");
    public static readonly LocalizedText OtherFile = new(
        "This is no notebook or script: .ipynb, .dib, .csx and .cs are read.", "این فایل نوت‌بوک یا اسکریپت نیست؛ فایل‌های ipynb، dib، csx و cs خوانده می‌شوند.");
    public static readonly LocalizedText WebPage = new(
        "This is a web page and not the notebook itself. Please download the .ipynb file (on GitHub: 'Download raw file') and hand in that.",
        "این یک صفحهٔ وب است و نه خود نوت‌بوک. لطفاً فایل ipynb را دریافت کنید (در GitHub: «Download raw file») و همان را بفرستید.");
    public static readonly LocalizedText Conflict = new(
        "The notebook holds an unfinished Git merge (lines with <<<<<<<). Please resolve the conflict, open it once, save it and hand it in again.",
        "در نوت‌بوک یک ادغام ناتمام Git هست (خط‌هایی با >>>>>>>). لطفاً تداخل را برطرف کنید، آن را یک بار باز و ذخیره کنید و دوباره بفرستید.");
    public static readonly LocalizedText NoCells = new(
        "The file has no list of cells, so it is no notebook of format 4. Please open it in VS Code or Jupyter, save it and hand it in again.",
        "این فایل فهرست سلول ندارد، پس نوت‌بوک قالب ۴ نیست. لطفاً آن را در VS Code یا Jupyter باز و ذخیره کنید و دوباره بفرستید.");
    public static readonly LocalizedText NoCode = new(
        "There is no C# cell in this notebook. Please fill in the C# notebook of the homework.", "در این نوت‌بوک هیچ سلول C# نیست. لطفاً نوت‌بوک C# تمرین را کامل کنید.");
    public static readonly LocalizedText AssumedCSharp = new(
        "The notebook does not say its language; it was read as C#.", "نوت‌بوک زبان خود را نمی‌گوید؛ به عنوان C# خوانده شد.");

    public static readonly LocalizedText MoreNotes = new("More remarks of this kind were left out.", "یادداشت‌های دیگری از این دست نوشته نشد.");
    public static readonly LocalizedText TooMuchCode = new(
        "There is more than 1 MB of code, so it was not read. Please hand in only what you wrote for the homework.",
        "بیش از یک مگابایت کد در این فایل هست و خوانده نشد. لطفاً فقط آنچه برای تمرین نوشته‌اید را بفرستید.");

    public static LocalizedText Broken(long line, long column) => Say(
        $"The notebook is damaged: it is no JSON at line {line}, column {column}. Please open it in VS Code or Jupyter, save it and hand it in again.",
        $"نوت‌بوک آسیب دیده است: در خط {line}، ستون {column} دیگر JSON نیست. لطفاً آن را در VS Code یا Jupyter باز و ذخیره کنید و دوباره بفرستید.");
    public static LocalizedText TooLarge(int megabytes) => Say(
        $"The notebook is larger than {megabytes} MB, so it was not read. Please clear the outputs, save it and hand it in again.",
        $"حجم نوت‌بوک بیش از {megabytes} مگابایت است و خوانده نشد. لطفاً خروجی‌ها را پاک و آن را ذخیره کنید و دوباره بفرستید.");
    public static LocalizedText TooManyCells(int most) => Say(
        $"The notebook has more than {most} cells, so it was not read. Please hand in the notebook of the homework.",
        $"نوت‌بوک بیش از {most} سلول دارد و خوانده نشد. لطفاً نوت‌بوک تمرین را بفرستید.");
    public static LocalizedText TooManyCodeCells(int count, int most) => Say(
        $"The notebook has {count} cells of code; at most {most} are run. Please hand in the notebook of the homework.",
        $"نوت‌بوک {count} سلول کد دارد و حداکثر {most} سلول اجرا می‌شود. لطفاً نوت‌بوک تمرین را بفرستید.");
    public static LocalizedText OtherFormat(int version) => Say(
        $"The notebook is of format {version}; format 4 is read. Please open it in VS Code or Jupyter, save it and hand it in again.",
        $"قالب نوت‌بوک {version} است و قالب ۴ خوانده می‌شود. لطفاً آن را در VS Code یا Jupyter باز و ذخیره کنید و دوباره بفرستید.");
    public static LocalizedText OtherKernel(string language)
    {
        var shown = Languages.Shown(language);
        return Say($"The notebook is in {shown}; the homework is answered in C#. Please use the C# notebook that came with it.", $"این نوت‌بوک {shown} است ولی پاسخ تمرین به زبان C# است. لطفاً از نوت‌بوک C# همراه تمرین استفاده کنید.");
    }

    public static LocalizedText NewerMinor(int minor) => Say($"The notebook is of format 4.{minor}, which is newer than what we know; it was read as 4.5.", $"قالب نوت‌بوک 4.{minor} است که از آنچه می‌شناسیم تازه‌تر است؛ مانند 4.5 خوانده شد.");
    public static LocalizedText NotACell(int cell) => Say($"Cell {cell} could not be read and was left out.", $"سلول {cell} خوانده نشد و کنار گذاشته شد.");
    public static LocalizedText OtherLanguage(int cell, string language) => Say($"Cell {cell} is {Languages.Shown(language)}, which is not run here.", $"سلول {cell} به زبان {Languages.Shown(language)} است که اینجا اجرا نمی‌شود.");
    public static LocalizedText NotClosed(int cell, string part) => Say(
        $"Cell {cell}: the answer {part} has no '// END ANSWER' of its own; all up to the next mark was taken.",
        $"سلول {cell}: پاسخ {part} خط «// END ANSWER» خود را ندارد؛ همه تا نشانهٔ بعدی برداشته شد.");
    public static LocalizedText InLine(int cell, int line, LocalizedText note) => Say($"Cell {cell}, line {line}: {note.En}", $"سلول {cell}، خط {line}: {note.Fa}");

    public static LocalizedText NoMagic(string line) => Say($"'{line}' is not available here; the line was left out.", $"«{line}» اینجا در دسترس نیست؛ این خط کنار گذاشته شد.");
    public static LocalizedText NoShell(string line) => Say($"'{line}' is a command for a shell; it was not run.", $"«{line}» دستوری برای پوسته است و اجرا نشد.");
    public static LocalizedText NoPackage(string package) => Say(
        $"the package {package} is not available here; TorchSharp is there without a line of its own.", $"بستهٔ {package} اینجا در دسترس نیست؛ TorchSharp بدون نوشتن این خط هم هست.");
    public static LocalizedText NoFile(string line) => Say($"'{line}' loads a file, which is not possible here; the line was left out.", $"«{line}» فایلی را بار می‌کند که اینجا ممکن نیست؛ این خط کنار گذاشته شد.");
    public static LocalizedText LinesOfOtherLanguage(string language) => Say($"the {Languages.Shown(language)} lines that follow are not run here.", $"خط‌های {Languages.Shown(language)} پس از این، اینجا اجرا نمی‌شوند.");

    public static LocalizedText UnknownAnswer(int cell, string part, string? near) => near is null
        ? Say($"Cell {cell} marks an answer '{part}', which this homework does not have.", $"سلول {cell} پاسخ «{part}» را نشان کرده که این تمرین ندارد.")
        : Say($"Cell {cell} marks an answer '{part}', which this homework does not have. Did you mean '{near}'?", $"سلول {cell} پاسخ «{part}» را نشان کرده که این تمرین ندارد. آیا منظورتان «{near}» بود؟");
    public static LocalizedText Copied(string part, ImmutableArray<int> cells) => Say(
        $"The answer {part} stands in cells {string.Join(", ", cells)}; as in any notebook, the last one counts.", $"پاسخ {part} در سلول‌های {string.Join("، ", cells)} آمده است؛ مانند هر نوت‌بوکی، آخری به حساب می‌آید.");
    public static LocalizedText Moved(int cell, string part) => Say(
        $"The answer {part} was moved; it was found in cell {cell}, which costs nothing.", $"جای پاسخ {part} عوض شده است؛ در سلول {cell} پیدا شد و نمره‌ای کم نمی‌شود.");
    public static LocalizedText NoPlace(string part) => Say(
        $"The place for the answer {part} is gone; what the other cells define still counts.", $"جای پاسخ {part} حذف شده است؛ آنچه در سلول‌های دیگر تعریف شده باشد همچنان به حساب می‌آید.");
}
