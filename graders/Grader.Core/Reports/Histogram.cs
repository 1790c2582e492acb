using System.Collections.Immutable;

namespace Grader.Core.Reports;

/// <summary>Totals as bars, with their figures in a table below for those who do not see them.</summary>
internal static class Histogram
{
    private const int Width = 420, Height = 236, Left = 14, Right = 14, Top = 36, Bottom = 30;

    public static Html Draw(ImmutableArray<Bin> bins, double mean, decimal max, View view)
    {
        if (bins.IsEmpty) return Html.None;
        var most = Math.Max(1, bins.Max(it => it.Count));
        var description = view.Say("How many submissions have a total in each range of points.", "شمار تحویل‌هایی که مجموع نمره‌شان در هر بازه است.");
        return Html.Of($"""
            <div class="plot"><svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="histogram-title histogram-desc" direction="ltr">
            <title id="histogram-title">{view.Say("Totals", "مجموع نمره‌ها")}</title><desc id="histogram-desc">{description}</desc>
            <line x1="{Left}" y1="{Height - Bottom}" x2="{Width - Right}" y2="{Height - Bottom}"/>
            {bins.Select((bin, i) => Column(bin, i, bins, most, view))}
            {Html.If(double.IsFinite(mean) && max > 0, () => Mean(mean, max, view))}
            </svg>
            <details><summary>{view.Say("The figures", "اعداد نمودار")}</summary><table><thead><tr><th scope="col">{view.Say("Points", "نمره")}</th><th scope="col" class="num">{view.Say("Submissions", "شمار تحویل")}</th></tr></thead>
            <tbody>{bins.Select(bin => Html.Of($"<tr><th scope=\"row\">{Range(bin, view)}</th><td class=\"num\">{view.Number(bin.Count)}</td></tr>"))}</tbody></table></details></div>
            """);
    }

    private static Html Column(Bin bin, int i, ImmutableArray<Bin> bins, int most, View view)
    {
        // Of a Persian page the small totals stand at the right, where reading begins.
        var slot = (double)(Width - Left - Right) / bins.Length;
        var place = view.Persian ? bins.Length - 1 - i : i;
        var (x, height) = (Left + (place * slot), (double)(Height - Top - Bottom) * bin.Count / most);
        return Html.Of($"""
            <g><title>{Range(bin, view)}: {view.Number(bin.Count)}</title><rect x="{N(x + 2)}" y="{N(Height - Bottom - height)}" width="{N(slot - 4)}" height="{N(height)}" rx="3"/>
            {Html.If(bin.Count > 0, () => Html.Of($"""<text x="{N(x + (slot / 2))}" y="{N(Height - Bottom - height - 5)}" text-anchor="middle">{view.Number(bin.Count)}</text>"""))}
            <text x="{N(view.Persian ? x + slot : x)}" y="{Height - 14}" text-anchor="middle">{view.Number(bin.From)}</text>{Html.If(i == bins.Length - 1, () => Html.Of($"""<text x="{N(view.Persian ? x : x + slot)}" y="{Height - 14}" text-anchor="middle">{view.Number(bin.To)}</text>"""))}</g>
            """);
    }

    private static Html Mean(double mean, decimal max, View view)
    {
        var share = Math.Clamp(mean / (double)max, 0, 1);
        var x = Left + ((view.Persian ? 1 - share : share) * (Width - Left - Right));
        return Html.Of($"""<g><line class="mean" x1="{N(x)}" y1="17" x2="{N(x)}" y2="{Height - Bottom}"/><text x="{N(x)}" y="12" text-anchor="middle">{view.Say("mean", "میانگین")} {view.Real(mean, "0.#")}</text></g>""");
    }

    private static string Range(Bin bin, View view) => view.Say($"{view.Number(bin.From)} to {view.Number(bin.To)}", $"{view.Number(bin.From)} تا {view.Number(bin.To)}");

    private static string N(double value) => Ring.Number(value);
}
