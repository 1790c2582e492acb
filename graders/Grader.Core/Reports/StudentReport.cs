using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary><c>students/&lt;id&gt;/report.html</c>: what one student reads, made of <c>results.json</c> alone.</summary>
public static class StudentReport
{
    public static string Render(ClassResult result, SubmissionResult whole, string language, bool second = false)
    {
        var it = StudentView.Of(whole, afterDue: true); // hidden cases stay behind
        var view = new View(language, second);
        var homework = Sheet.Title(result, view);
        return Page.Write(view, $"{homework} · {it.Id}", Html.Of($"""
            <main class="student">
            {Head(result, it, view)}
            {Html.If(it.Status != SubmissionStatus.Ungraded, () => Html.Of($"{Lost(result, it, view)}{it.Questions.Select(question => Question(result, question, it, view))}"))}
            {Foot(result, view)}
            </main>
            """));
    }

    private static Html Head(ClassResult result, SubmissionResult it, View view) => Html.Of($"""
        <header>
        <p class="kicker"><span>{Sheet.Title(result, view)}</span>{Page.OtherLanguage(view, "report")}</p>
        <div class="top">
        <div class="who"><h1><bdi>{(it.Name.Length > 0 ? it.Name : it.Id)}</bdi></h1><p class="quiet"><bdi dir="ltr">{it.Id}</bdi></p>{Facts(result, it, view)}</div>
        {Ring.Draw(it, view)}
        </div>
        {Banners(result, it, view)}
        {Lines(it, view)}
        {Html.If(it.Questions.Length > 0, () => Html.Of($"""<nav class="bars" aria-label="{view.Say("Questions", "پرسش‌ها")}">{it.Questions.Select(question => QuestionBar(result, question, view))}</nav>"""))}
        </header>
        """);

    private static Html Facts(ClassResult result, SubmissionResult it, View view)
    {
        var offset = result.Due?.At.Offset ?? TimeSpan.Zero;
        return Html.Of($"""
            <ul class="facts">
            {Html.If(it.Pending > 0, () => Html.Of($"<li class=\"pending\"><span class=\"mark\">…</span> {view.Say($"{view.Number(it.Pending)} points wait for a person; they are not lost", $"{view.Number(it.Pending)} نمره در انتظار تصحیح انسانی است و از دست نرفته")}</li>"))}
            {Html.If(it.Bonus != 0, () => Html.Of($"<li class=\"ok\"><span class=\"mark\">+</span> {view.Say($"{view.Number(it.Bonus)} bonus points", $"{view.Number(it.Bonus)} نمرهٔ امتیازی")}</li>"))}
            {Html.If(result.Due is not null, () => Html.Of($"<li>{view.Say("Due", "مهلت")}: {view.Time(result.Due!.At)}</li>"))}
            {Html.If(it.Late is not null, () => Html.Of($"<li class=\"warn\"><span class=\"mark\">!</span> {view.Say("Handed in", "تحویل")}: {view.Time(it.Late!.Submitted.ToOffset(offset))}{view.Say(", late by", "، با دیرکرد")} {view.Duration(it.Late.Minutes)}</li>"))}
            </ul>
            """);
    }

    /// <summary>What stands between the points of the checks and the total: penalty, extension, what was dropped, caps.</summary>
    private static Html Lines(SubmissionResult it, View view) => Html.If(!it.Adjustments.IsEmpty, () => Html.Of($"""
        <ul class="lines" aria-label="{view.Say("From the checks to the total", "از بررسی‌ها تا مجموع")}">{it.Adjustments.Select(line => Html.Of($"""
        <li><span class="minus">{(line.Points == 0 ? Html.None : Html.Of($"<bdi dir=\"ltr\">{(line.Points < 0 ? "−" : "+")}{view.Number(Math.Abs(line.Points))}</bdi>"))}</span><span>{Prose.Of(view.In(line.Text), view)}</span></li>
        """))}</ul>
        """));

    private static Html Banners(ClassResult result, SubmissionResult it, View view) => Html.Of($"""
        {Html.If(it.Status == SubmissionStatus.Ungraded, () => Html.Of($"<p class=\"banner bad\">{view.Say("This submission could not be graded, by a fault of the grader. This is no zero: it will be graded again.", "این تحویل به سبب خطایی در خود تصحیح‌گر نمره نگرفته است. این صفر نیست و دوباره تصحیح می‌شود.")}</p>"))}
        {Html.If(it.Status == SubmissionStatus.Missing, () => Html.Of($"<p class=\"banner warn\">{view.Say("Nothing that the homework asks for was handed in.", "هیچ‌یک از فایل‌های خواسته‌شده تحویل داده نشده است.")}</p>"))}
        {it.Notes.Select(note => Html.Of($"<p class=\"banner\">{Prose.Of(view.In(note), view)}</p>"))}
        {Html.If(result.Isolation != "full", () => Html.Of($"<p class=\"banner warn\">{view.Say("Graded in reduced isolation.", "با جداسازی کاهش‌یافته تصحیح شده است.")}</p>"))}
        """);

    private static Html QuestionBar(ClassResult result, QuestionResult question, View view) => Html.Of($"""
        <a href="#{question.Id}"><span class="name"><b>{Sheet.Short(question.Id, view)}</b> {Sheet.Title(result, question, view)}</span>
        {Bar.Draw(question.Score, question.Pending, question.Max, view)}<span class="points">{view.OutOf(question.Score + question.Bonus, question.Max)}</span></a>
        """);

    /// <summary>What cost points, at a glance: nobody should have to hunt for it.</summary>
    private static Html Lost(ClassResult result, SubmissionResult it, View view)
    {
        var lost = it.Checks.Where(pair => !pair.Check.Bonus && pair.Check.Score + pair.Check.Pending < pair.Check.Max).ToList();
        if (lost.Count == 0 || it.Status == SubmissionStatus.Missing) return Html.None;
        return Html.Of($"""
            <section class="losses"><h2>{view.Say("Where points were lost", "نمره‌های ازدست‌رفته")}</h2><ul>
            {lost.GroupBy(pair => (pair.Part.Id, pair.Check.Verdict, pair.Check.Mistake, pair.Check.Feedback)).Select(group => Html.Of($"""
                <li><a href="#{group.Key.Id}">{Sheet.Short(group.Key.Id, view)}</a><span class="minus"><bdi dir="ltr">−{view.Number(group.Sum(it => it.Check.Max - it.Check.Score - it.Check.Pending))}</bdi></span><span>{First(group.First().Check, view)}</span></li>
                """))}
            </ul></section>
            """);
    }

    /// <summary>The first sentence alone; the whole of it stands with the part.</summary>
    private static Html First(CheckResult check, View view)
    {
        var text = view.In(check.Feedback).Split('\n')[0];
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return Html.Of($"<b>{VerdictWords.Of(check.Verdict, view.Language)}</b>: {Prose.Of(end > 0 ? text[..(end + 1)] : text, view, check.Mistake is not null)}");
    }

    private static Html Question(ClassResult result, QuestionResult question, SubmissionResult it, View view)
    {
        var text = view.In(Sheet.Of(result, question)?.Text ?? LocalizedText.Empty);
        return Html.Of($"""
            <section class="question" id="{question.Id}">
            <h2><span class="tag">{Sheet.Short(question.Id, view)}</span> <span class="title">{Sheet.Title(result, question, view)}</span> <span class="points">{view.OutOf(question.Score + question.Bonus, question.Max)}</span></h2>
            {Html.If(text.Length > 0, () => Html.Of($"<div class=\"sheet\">{Prose.Sheet(text, view)}</div>"))}
            {question.Parts.Select(part => PartCard.Draw(result, question, part, view))}
            </section>
            """);
    }

    private static Html Foot(ClassResult result, View view) => Html.Of($"""
        <footer><p>{view.Say("Made by", "ساختهٔ")} <bdi dir="ltr">grader {result.Grader}</bdi> · {view.Say("homework", "تمرین")} <bdi dir="ltr">{result.Homework}</bdi> · {view.Say("seed", "بذر")} <bdi dir="ltr">{result.Seed}</bdi> · {view.Say("isolation", "جداسازی")}: {(result.Isolation == "full" ? view.Say("full", "کامل") : view.Say("reduced", "کاهش‌یافته"))}</p></footer>
        """);
}
