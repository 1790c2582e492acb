namespace Grader.Core.Intake;

/// <summary>What intake has to say, in both languages: kind, and with the next step where there is one.</summary>
internal static class IntakeSentences
{
    static LocalizedText At(string path, string en, string fa)
    {
        var shown = ShownText.Path(path);
        return new LocalizedText($"{shown}: {en}", $"{shown}: {fa}");
    }

    public static LocalizedText TooManyEntries(string path) =>
        At(path, "there are more entries than we read; the rest was left out.", "تعداد فایل‌ها و پوشه‌ها بیش از حدی است که می‌خوانیم؛ بقیه کنار گذاشته شد.");
    public static LocalizedText MoreNotes(int count) =>
        new(StudentIds.Invariant($"{count} more remarks of this kind were left out."), StudentIds.Invariant($"{count} یادداشت دیگر از این دست نوشته نشد."));
    public static LocalizedText CannotList(string path) => At(path, "this folder could not be opened.", "این پوشه باز نشد.");
    public static LocalizedText CannotRead(string path) => At(path, "this file could not be opened.", "این فایل باز نشد.");
    public static LocalizedText NotAFile(string path) => At(path, "this is not an ordinary file, so it was not opened.", "این یک فایل معمولی نیست و باز نشد.");
    public static LocalizedText Link(string path) =>
        At(path, "this is a link; links are not followed. Please hand in the file itself.", "این یک پیوند است و دنبال نمی‌شود. لطفاً خود فایل را بفرستید.");
    public static LocalizedText LinkOutside(string path) => At(path, "this is a link; links are not followed.", "این یک پیوند است و دنبال نمی‌شود.");
    public static LocalizedText TooLarge(string path, long limit)
    {
        var size = limit >= 1 << 20 ? StudentIds.Invariant($"{limit >> 20} MiB") : StudentIds.Invariant($"{limit >> 10} KiB");
        return At(path, $"the file is larger than {size}, so it was not read.", $"حجم فایل بیش از {size} است و خوانده نشد.");
    }
    public static LocalizedText Encrypted(string path) =>
        At(path, "the zip is protected with a password. Please hand it in without one.", "فایل zip رمز دارد. لطفاً آن را بدون رمز بفرستید.");
    public static LocalizedText BrokenZip(string path) =>
        At(path, "the zip is damaged or incomplete and cannot be opened. Please upload it again.", "فایل zip آسیب دیده یا ناقص است و باز نمی‌شود. لطفاً دوباره بارگذاری کنید.");
    public static LocalizedText OtherArchive(string path) =>
        At(path, "archives of this kind are not read. Please hand in a .zip.", "این نوع فایل فشرده خوانده نمی‌شود. لطفاً فایل zip. بفرستید.");
    public static LocalizedText LeadsOutside(string path) =>
        At(path, "the name leads out of the zip, so this entry was left out.", "این نام به بیرون از فایل zip می‌رود و کنار گذاشته شد.");
    public static LocalizedText TooDeep(string path) =>
        At(path, "the folders are nested too deeply; what is below was left out.", "پوشه‌ها بیش از حد تودرتو هستند؛ آنچه پایین‌تر است کنار گذاشته شد.");
    public static LocalizedText ZipsTooDeep(string path) =>
        At(path, "a zip in a zip in a zip is not opened. Please hand in one plain zip.", "فایل zip که در چند zip تودرتو باشد باز نمی‌شود. لطفاً یک zip ساده بفرستید.");
    public static LocalizedText TwiceInZip(string path) =>
        At(path, "the zip holds this name twice; the first one was read.", "این نام دو بار در فایل zip آمده است؛ اولی خوانده شد.");
    public static LocalizedText InflatesTooMuch(string path) =>
        At(path, "unpacked, this is far larger than any homework, so it was not read.", "این فایل پس از باز شدن بسیار بزرگ‌تر از هر تمرینی است و خوانده نشد.");
    public static LocalizedText HiddenCharacters(string path) =>
        At(path, "the name holds hidden characters, shown here in brackets.", "این نام نویسه‌های پنهان دارد که اینجا در کروشه نشان داده شده‌اند.");
    public static LocalizedText NotText(string path) =>
        At(path, "this is not UTF-8 text. Please save the file as UTF-8.", "این فایل متن UTF-8 نیست. لطفاً آن را با UTF-8 ذخیره کنید.");
    public static LocalizedText OtherName(string path, string expected) =>
        At(path, $"taken as {expected}. Please use that name next time.", $"به جای {expected} پذیرفته شد. لطفاً دفعهٔ بعد همین نام را به کار ببرید.");
    public static LocalizedText NotUsed(string path, string expected, string used)
    {
        var shown = ShownText.Path(used);
        return At(path, $"also looks like {expected}; {shown} was graded.", $"این هم شبیه {expected} است؛ {shown} تصحیح شد.");
    }
    public static LocalizedText BadSubmitted(string path) =>
        At(path, "the time of submission is not a date, so it was left out.", "زمان ارسال، تاریخ درستی نیست و کنار گذاشته شد.");
    public static LocalizedText OtherId(string path, string id, string number) =>
        At(path, $"gives the id {id}, while the entry is named {number}; {id} was used.", $"شمارهٔ {id} را نوشته ولی نام پوشه {number} است؛ {id} به کار رفت.");
    public static LocalizedText BelongsToNobody(string path) =>
        At(path, "this file belongs to no student we can see.", "این فایل متعلق به هیچ دانشجویی که بشناسیم نیست.");
    public static LocalizedText AnotherHasId(string path, string id, string kept) =>
        At(path, $"has the id {id} as {ShownText.Path(kept)} has, which was kept.", $"همان شمارهٔ {id} را دارد که {ShownText.Path(kept)} دارد؛ دومی نگه داشته شد.");
    public static LocalizedText AlsoHandedIn(string other, string kept) =>
        At(other, $"has the same id and was not graded; {ShownText.Path(kept)} was.", $"همین شماره را دارد و تصحیح نشد؛ {ShownText.Path(kept)} تصحیح شد.");
}
