namespace Grader.Core.Intake;

/// <summary>What intake has to say, in both languages: kind, and with the next step where there is one.</summary>
internal static class IntakeSentences
{
    static LocalizedText At(string path, string en, string fa)
    {
        var shown = ShownText.Path(path);
        return new LocalizedText($"{shown}: {en}", $"{shown}: {fa}");
    }

    public static LocalizedText TooManyEntries(string path, int most) =>
        At(path, StudentIds.Invariant($"there are more than {most} files and folders here, so nothing of it was read. Please hand in only the files that are asked for."),
            StudentIds.Invariant($"اینجا بیش از {most} فایل و پوشه هست و هیچ‌کدام خوانده نشد. لطفاً فقط فایل‌های خواسته‌شده را بفرستید."));
    public static LocalizedText ZipsTooLarge(string path, long limit) =>
        At(path, StudentIds.Invariant($"the zips of this submission are larger than {limit >> 20} MiB together, so this one was not read."),
            StudentIds.Invariant($"فایل‌های zip این تحویل روی هم بزرگ‌تر از {limit >> 20} MiB هستند و این یکی خوانده نشد."));
    public static LocalizedText LongName(string path) =>
        At(path, StudentIds.Invariant($"the name is longer than {IntakeBudget.LongestName} bytes, so this entry was left out."),
            StudentIds.Invariant($"این نام بلندتر از {IntakeBudget.LongestName} بایت است و کنار گذاشته شد."));
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
        At(path, $"the time of submission is not a date and a time, so it was left out; {GoodTime} is one.", $"زمان ارسال، تاریخ و ساعت درستی نیست و کنار گذاشته شد؛ نمونهٔ درست: {GoodTime}");
    public static LocalizedText JalaliSubmitted(string path) =>
        At(path, $"the time of submission is in the Jalali calendar, so it was left out; please write it as {GoodTime}.",
            $"زمان ارسال به تقویم جلالی (هجری شمسی) است و کنار گذاشته شد؛ لطفاً به میلادی بنویسید، مانند {GoodTime}");
    public static LocalizedText FarSubmitted(string path, int first, int last) =>
        At(path, StudentIds.Invariant($"the year of submission is not between {first} and {last}, so the time was left out."),
            StudentIds.Invariant($"سال ارسال بین {first} و {last} نیست؛ زمان ارسال کنار گذاشته شد."));
    public static LocalizedText SubmittedWithoutOffset(string path) =>
        At(path, $"the time of submission does not say its time zone, so it was left out; please write it as {GoodTime}.",
            $"زمان ارسال، اختلاف ساعت با UTC را ندارد و کنار گذاشته شد؛ لطفاً این‌گونه بنویسید: {GoodTime}");
    const string GoodTime = "2023-12-21T20:15:00+03:30";
    public static LocalizedText OtherId(string path, string id, string used) =>
        At(path, $"student.yaml gives the id {id}, while the entry is named {used}; {used} was used.", $"در student.yaml شمارهٔ {id} نوشته شده ولی نام این تحویل {used} است؛ {used} به کار رفت.");
    public static LocalizedText IdOfAnother(string path, string id, string used) =>
        At(path, $"student.yaml gives the id {id}, which another entry has; this one stands as {used}.", $"در student.yaml شمارهٔ {id} نوشته شده که از آنِ تحویل دیگری است؛ این تحویل با نام {used} آمده است.");
    public static LocalizedText OthersGiveId(string id, IReadOnlyList<string> paths) =>
        new($"{Listed(paths, " and ", "more")}: student.yaml gives the id {id}, too; that work has a row of its own.",
            $"{Listed(paths, " و ", "مورد دیگر")}: در student.yaml همین شمارهٔ {id} نوشته شده است؛ آن تحویل سطر جداگانه‌ای دارد.");
    public static LocalizedText NotAskedFor(IReadOnlyList<string> paths, IReadOnlyList<string> expected) =>
        new($"{Listed(paths, " and ", "more")}: under no name that is asked for ({string.Join(", ", expected)}), so not graded.",
            $"{Listed(paths, " و ", "مورد دیگر")}: نام هیچ‌کدام خواسته نشده بود ({string.Join("، ", expected)})؛ تصحیح نشد.");
    /// <summary>At most five of them, and how many more there are.</summary>
    static string Listed(IReadOnlyList<string> paths, string and, string more)
    {
        const int Most = 5;
        var shown = string.Join(", ", paths.Take(Most).Select(ShownText.Path));
        return paths.Count <= Most ? shown : shown + and + StudentIds.Invariant($"{paths.Count - Most} {more}");
    }
    public static LocalizedText BelongsToNobody(string path) =>
        At(path, "this file belongs to no student we can see.", "این فایل متعلق به هیچ دانشجویی که بشناسیم نیست.");
    public static LocalizedText NotOfLayout(string path, string layout) =>
        At(path, $"is not what the layout {layout} looks like, which was asked for.", $"به چیدمان {layout} که خواسته شده نمی‌خورد.");
    public static LocalizedText OlderAttempt(string path) =>
        At(path, "an older attempt, so not graded; the newest was.", "تلاش قدیمی‌تری است و تصحیح نشد؛ تازه‌ترین تحویل تصحیح شد.");
    public static readonly LocalizedText MarkedLate = new(
        "Canvas marks this as late, and its download does not say when it came: write the time into extensions.yaml (submitted: …) if being late costs points.",
        "Canvas این تحویل را دیرهنگام نشان داده ولی زمان آن را نمی‌گوید: اگر تأخیر جریمه دارد، زمان را در extensions.yaml بنویسید (submitted: …).");
    public static LocalizedText SeveralAssignments(string path, string homework) =>
        At(path, $"holds several assignments, and none is called {homework}; all of them were looked through.", $"چند تمرین دارد و نام هیچ‌کدام {homework} نیست؛ همه جست‌وجو شد.");
    public static LocalizedText OnlyInMetadata(string path, string file) =>
        At(path, $"stands in {file}, and there is no such folder.", $"در {file} آمده ولی چنین پوشه‌ای نیست.");
    public static LocalizedText HandedInTogether(IReadOnlyList<string> others)
    {
        var names = string.Join(", ", others.Take(10).Select(ShownText.Name));
        return new($"Handed in together with {names}; graded once.", $"تحویل مشترک با {names}؛ یک بار تصحیح شد.");
    }
    public static LocalizedText SharedParticipant(string path, string participant) =>
        At(path, $"another entry has the number {participant} under another name, so this one stands under its name, too.", $"تحویل دیگری همین شمارهٔ {participant} را با نامی دیگر دارد؛ برای همین این یکی با نام خودش هم آمده است.");
    public static LocalizedText LocalTimes(string layout, string zone) =>
        new($"The times in names of {layout} say no time zone; they were read as of {zone}.", $"زمان‌های نوشته‌شده در نام‌های {layout} منطقهٔ زمانی ندارند و به وقت {zone} خوانده شدند.");
    public static LocalizedText AnotherHasId(string path, string id, string kept) =>
        At(path, $"has the id {id} as {ShownText.Path(kept)} has, which was kept.", $"همان شمارهٔ {id} را دارد که {ShownText.Path(kept)} دارد؛ دومی نگه داشته شد.");
    public static LocalizedText AlsoHandedIn(string other, string kept) =>
        At(other, $"has the same id and was not graded; {ShownText.Path(kept)} was.", $"همین شماره را دارد و تصحیح نشد؛ {ShownText.Path(kept)} تصحیح شد.");
}
