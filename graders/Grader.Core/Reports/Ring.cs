using System.Globalization;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>The total as a ring: what was earned, what waits for a person, what was lost.</summary>
internal static class Ring
{
    private const double Round = 2 * Math.PI * 52;

    public static Html Draw(SubmissionResult it, View view)
    {
        var words = it.Score is null ? view.Say("no score", "بدون نمره") : view.OutOf(it.Score.Value + it.Bonus, it.Max);
        var description = it.Score is null ? words
            : view.Say($"{words} points earned, {view.Number(it.Pending)} pending, {view.Number(Math.Max(0, it.Max - it.Score.Value - it.Pending))} lost",
                $"{words} نمره کسب شده، {view.Number(it.Pending)} در انتظار، {view.Number(Math.Max(0, it.Max - it.Score.Value - it.Pending))} ازدست‌رفته");
        var (earned, pending) = it.Max == 0 || it.Score is null ? (0, 0) : ((double)((it.Score.Value + it.Bonus) / it.Max), (double)(it.Pending / it.Max));
        earned = Math.Min(earned, 1);
        return Html.Of($"""
            <div class="ring"><svg viewBox="0 0 120 120" role="img" aria-labelledby="ring-title ring-desc"><title id="ring-title">{view.Say("Total", "مجموع")}</title><desc id="ring-desc">{description}</desc>
            <circle class="track" cx="60" cy="60" r="52"/>{Arc("pending", earned, pending)}{Arc("earned", 0, earned)}</svg>
            <p aria-hidden="true"><b>{(it.Score is null ? "–" : view.Number(it.Score.Value + it.Bonus))}</b><span>{view.Say("of", "از")} {view.Number(it.Max)}</span></p></div>
            """);
    }

    private static Html Arc(string kind, double from, double share) => Html.If(share > 0.001, () => Html.Of(
        $"""<circle class="{kind}" cx="60" cy="60" r="52" stroke-dasharray="{Number(share * Round)} {Number(Round)}" transform="rotate({Number(-90 + (from * 360))} 60 60)"/>"""));

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Earned, pending and lost of one question as a bar; a list item's figures stand beside it.</summary>
internal static class Bar
{
    public static Html Draw(decimal score, decimal pending, decimal max, View view) => Html.Of($"""
        <span class="bar" role="img" aria-label="{view.OutOf(score, max)}">{Piece("earned", score, max)}{Piece("pending", pending, max)}</span>
        """);

    private static Html Piece(string kind, decimal points, decimal max) =>
        Html.If(max > 0 && points > 0, () => Html.Of($"""<i class="{kind}" style="inline-size:{Ring.Number((double)Math.Min(100, 100 * points / max))}%"></i>"""));
}
