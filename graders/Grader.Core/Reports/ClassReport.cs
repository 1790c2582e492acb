using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary><c>report.html</c>: the class at a glance, made of <c>results.json</c>; the time spent, which is not a result, comes from <c>run.json</c>.</summary>
public static class ClassReport
{
    private const int MostFaults = 25, MostOfASort = 40, MostNamed = 12;

    public static string Render(ClassResult result, RunFigures? run, string language, bool second = false)
    {
        var view = new View(language, second);
        var handedIn = ClassStatistics.HandedIn(result);
        return Page.Write(view, $"{Sheet.Title(result, view)} · {view.Say("class report", "گزارش کلاس")}", Html.Of($"""
            <main class="class">
            {Head(result, handedIn, view)}
            <div class="columns">
            <section class="block"><h2>{view.Say("Totals", "مجموع نمره‌ها")}</h2>{Histogram.Draw(ClassStatistics.Histogram(handedIn, result.Max), ClassStatistics.Totals(handedIn).Mean, result.Max, view)}</section>
            <section class="block"><h2>{view.Say("Questions and parts", "پرسش‌ها و بخش‌ها")}</h2>{Items(result, handedIn, view)}</section>
            </div>
            {Faults(result, handedIn, view)}
            {Anomalies(result, view)}
            {Verdicts(result, view)}
            {StudentTable.Draw(result, view)}
            {Html.If(run is not null, () => Time(run!, view))}
            <footer><p>{view.Say("Made by", "ساختهٔ")} <bdi dir="ltr">grader {result.Grader}</bdi> · {view.Say("seed", "بذر")} <bdi dir="ltr">{result.Seed}</bdi> · {view.Say("isolation", "جداسازی")}: {(result.Isolation == "full" ? view.Say("full", "کامل") : view.Say("reduced", "کاهش‌یافته"))}</p></footer>
            </main>
            """), sortable: true);
    }

    private static Html Head(ClassResult result, ImmutableArray<SubmissionResult> handedIn, View view)
    {
        var (mean, spread, median) = ClassStatistics.Totals(handedIn);
        var pending = result.Submissions.Sum(it => it.Pending);
        return Html.Of($"""
            <header><p class="kicker"><span>{view.Say("Class report", "گزارش کلاس")}</span>{Page.OtherLanguage(view, "report")}</p>
            <h1>{Sheet.Title(result, view)}</h1>
            {Html.If(result.Due is not null, () => Html.Of($"<p class=\"quiet\">{view.Say("Due", "مهلت")}: {view.Time(result.Due!.At)}</p>"))}
            {Html.If(result.Isolation != "full", () => Html.Of($"<p class=\"banner warn\">{view.Say("Graded in reduced isolation.", "با جداسازی کاهش‌یافته تصحیح شده است.")}</p>"))}
            <dl class="tiles">
            {Tile(view.Say("Submissions", "تحویل‌ها"), view.Number(result.Submissions.Length))}
            {Tile(view.Say("Mean", "میانگین"), view.Real(mean, "0.#"))}
            {Tile(view.Say("Median", "میانه"), handedIn.IsEmpty ? "–" : view.Number(median))}
            {Tile(view.Say("Spread", "پراکندگی"), view.Real(spread, "0.#"))}
            {Tile(view.Say("Best", "بهترین"), handedIn.IsEmpty ? "–" : view.OutOf(handedIn.Max(ClassStatistics.Total), result.Max))}
            {Html.If(pending > 0, () => Tile(view.Say("Points waiting for people", "نمرهٔ در انتظار تصحیح"), view.Number(pending)))}
            </dl></header>
            """);
    }

    private static Html Tile(string name, string value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static Html Items(ClassResult result, ImmutableArray<SubmissionResult> handedIn, View view)
    {
        var example = handedIn.FirstOrDefault();
        if (example is null) return Html.Of($"<p class=\"quiet\">{view.Say("Nothing was handed in.", "چیزی تحویل داده نشده است.")}</p>");
        return Html.Of($"""
            <div class="scroll" tabindex="0"><table class="wide items"><thead><tr><th scope="col">{view.Say("Part", "بخش")}</th><th scope="col" class="num">{view.Say("points", "نمره")}</th><th scope="col" class="num">{view.Say("mean", "میانگین")}</th><th scope="col" class="graph"></th><th scope="col" class="num">{view.Say("spread", "پراکندگی")}</th><th scope="col" class="num">{view.Say("discrimination", "تمییز")}</th></tr></thead>
            <tbody>{example.Questions.SelectMany((question, q) => Rows(result, handedIn, question, q, view))}</tbody></table></div>
            <p class="quiet cases">{view.Say("Mean and spread: of the points graded so far; in brackets, of how many submissions where not all. Discrimination: correlation of the part with the rest of the homework; below 0.1 it tells little, below 0 look at the part.", "میانگین و پراکندگی از نمره‌هایی است که تاکنون تصحیح شده؛ در پرانتز، شمار تحویل‌ها وقتی همه نیست. تمییز: همبستگی نمرهٔ این بخش با بقیهٔ تمرین؛ کمتر از ۰٫۱ چیز زیادی نمی‌گوید و اگر منفی است بخش را بازبینی کنید.")}</p>
            """);
    }

    private static IEnumerable<Html> Rows(ClassResult result, ImmutableArray<SubmissionResult> handedIn, QuestionResult question, int q, View view)
    {
        QuestionResult? Same(SubmissionResult it) => it.Questions.ElementAtOrDefault(q) is { } found && found.Id == question.Id ? found : it.Questions.FirstOrDefault(other => other.Id == question.Id);
        yield return Row("whole", Sheet.Short(question.Id, view), Sheet.Title(result, question, view), ClassStatistics.Item(handedIn, it => Same(it) is { } found ? (found.Score, found.Pending, found.Max) : null), handedIn.Length, view);
        for (var i = 0; i < question.Parts.Length; i++)
        {
            var (place, part) = (i, question.Parts[i]);
            yield return Row("", Sheet.Short(part.Id, view), Sheet.Title(result, part, view), ClassStatistics.Item(handedIn, it => Same(it)?.Parts.ElementAtOrDefault(place) is { } found && found.Id == part.Id ? (found.Score, found.Pending, found.Max) : null), handedIn.Length, view);
        }
    }

    private static Html Row(string kind, string name, string title, ItemStatistics it, int all, View view) => Html.Of($"""
        <tr class="{kind}"><th scope="row">{name} <span class="quiet">{Prose.Of(title, view, math: true)}</span></th><td class="num">{view.Number(it.Max)}</td><td class="num">{(it.Count == 0 ? view.Say("pending", "در انتظار") : view.Percent(it.Mean))}{Html.If(it.Count > 0 && it.Count < all, () => Html.Of($" <span class=\"quiet\">({view.Number(it.Count)})</span>"))}</td><td class="graph">{Html.If(it.Count > 0, () => Bar.Draw((decimal)it.Mean, 0, 1, view))}</td><td class="num">{(double.IsFinite(it.Spread) ? view.Percent(it.Spread) : "–")}</td><td class="num">{(it.Discrimination is { } r ? Html.Of($"<bdi dir=\"ltr\">{view.Real(r, "0.00")}</bdi>") : Html.Of($"–"))}</td></tr>
        """);

    private static Html Faults(ClassResult result, ImmutableArray<SubmissionResult> handedIn, View view)
    {
        var faults = ClassStatistics.Faults(handedIn);
        if (faults.IsEmpty) return Html.None;
        return Html.Of($"""
            <section class="block"><h2>{view.Say("Commonest mistakes", "رایج‌ترین اشتباه‌ها")}</h2><div class="scroll" tabindex="0"><table class="wide"><thead><tr><th scope="col">{view.Say("Part", "بخش")}</th><th scope="col" class="num">{view.Say("students", "دانشجو")}</th><th scope="col">{view.Say("What", "چه")}</th><th scope="col">{view.Say("Example", "نمونه")}</th></tr></thead>
            <tbody>{faults.Take(MostFaults).Select(it => Html.Of($"""
                <tr><th scope="row">{Sheet.Short(it.Part.Id, view)}</th><td class="num">{view.Number(it.Students.Length)}</td><td>{(it.Check.Mistake is null ? Html.Of($"<b>{VerdictWords.Of(it.Check.Verdict, view.Language)}</b>: {Prose.Of(Cut(view.In(it.Check.Feedback)), view)}") : Prose.Of(view.In(it.Check.Feedback), view, math: true))}</td><td>{StudentTable.Link(it.Students[0].Id, view, it.Part.Id)}</td></tr>
                """))}</tbody></table></div>{More(faults.Length - MostFaults, view)}</section>
            """);
    }

    private static string Cut(string text) => text.Length <= 220 ? text : text[..(char.IsHighSurrogate(text[219]) ? 219 : 220)] + "…";

    private static Html More(int more, View view) => Html.If(more > 0, () => Html.Of($"<p class=\"quiet\">{view.Say($"and {more} more, in results.json", $"و {view.Number(more)} مورد دیگر در results.json")}</p>"));

    private static Html Anomalies(ClassResult result, View view)
    {
        var groups = ClassAnomalies.Find(result, view);
        if (groups.IsEmpty) return Html.None;
        return Html.Of($"""
            <section class="block"><h2>{view.Say("Needs a look", "نیاز به نگاه شما دارد")}</h2>
            {groups.Select(group => Html.Of($"""
                <details{Html.If(group.Items.Length <= 8, () => Html.Of($" open"))}><summary><b>{view.In(group.Title)}</b> ({view.Number(group.Items.Length)})</summary><ul class="anomalies">{group.Items.Take(MostOfASort).Select(it => Item(it, view))}</ul>{More(group.Items.Length - MostOfASort, view)}</details>
                """))}</section>
            """);
    }

    private static Html Item(Anomaly it, View view) => it.Students.Length == 1
        ? Html.Of($"<li><b>{StudentTable.Link(it.Students[0], view)}</b><span>{Prose.Of(Cut(view.In(it.Words)), view)}</span></li>")
        : Html.Of($"<li><b><bdi dir=\"ltr\">{view.In(it.Words)}</bdi> × {view.Number(it.Students.Length)}</b><span>{Commas(it.Students.Take(MostNamed).Select(id => StudentTable.Link(id, view)), view)}{Html.If(it.Students.Length > MostNamed, () => Html.Of($" …"))}</span></li>");

    private static Html Commas(IEnumerable<Html> items, View view) => items.Aggregate((left, right) => Html.Of($"{left}{view.Say(", ", "، ")}{right}"));

    private static Html Verdicts(ClassResult result, View view)
    {
        var counts = result.Submissions.SelectMany(it => it.Checks).CountBy(it => it.Check.Verdict).OrderBy(it => it.Key).ToList();
        return Html.Of($"""
            <section class="block"><h2>{view.Say("Verdicts", "نتیجهٔ بررسی‌ها")}</h2><p>{counts.Select((it, i) => Html.Of($"{(i > 0 ? " · " : "")}<span aria-hidden=\"true\">{VerdictWords.Mark(it.Key)}</span> {VerdictWords.Of(it.Key, view.Language)} <b>{view.Number(it.Value)}</b>"))}</p></section>
            """);
    }

    private static Html Time(RunFigures run, View view) => Html.Of($"""
        <section class="block"><h2>{view.Say("Time spent", "زمان صرف‌شده")}</h2><p>{view.Say($"{view.Real(run.Seconds, "0.#")} s in all; {run.Ran} submissions ran, {run.Known} were known from an earlier run.", $"در مجموع {view.Real(run.Seconds, "0.#")} ثانیه؛ {view.Number(run.Ran)} تحویل اجرا شد و {view.Number(run.Known)} تحویل از اجرای پیشین دانسته بود.")}</p>
        {Html.If(!run.Slowest.IsEmpty, () => Html.Of($"<p class=\"quiet\">{view.Say("Slowest", "کندترین‌ها")}: {Commas(run.Slowest.Select(it => Html.Of($"{StudentTable.Link(it.Id, view)} {view.Real(it.Seconds, "0.#")} {view.Say("s", "ثانیه")}")), view)}</p>"))}</section>
        """);
}
