namespace Grader.Reports.Tests;

/// <summary>The reports of the sample class as people open them: wide and narrow, light and dark, in both languages.</summary>
public sealed class PageTests(Browser browser, SampleReports sample) : IClassFixture<Browser>, IClassFixture<SampleReports>
{
    private static readonly string[] Reports = ["", "students/402521005", "students/402521011", "students/402521013", "students/402521015", "students/402521025", "students/402521031"];

    public static TheoryData<string, int, bool> Ways()
    {
        var ways = new TheoryData<string, int, bool>();
        // Colours do not depend on the width, nor widths on the colours.
        foreach (var file in new[] { "report.html", "report.fa.html" })
            foreach (var (width, dark) in new[] { (1280, false), (1280, true), (390, false) }) ways.Add(file, width, dark);
        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Nothing_overflows_nothing_is_fetched_and_every_text_has_contrast(string file, int width, bool dark)
    {
        foreach (var report in Reports)
        {
            await using var open = await browser.OpenAsync(Path.Combine(sample.Folder, report, file), width, dark);
            Assert.Equal("", await open.Page.EvaluateAsync<string>(Scripts.Overflow));
            if (width == 1280) Assert.Equal("", await open.Page.EvaluateAsync<string>(Scripts.Contrast));
            Assert.Empty(open.Complaints);
        }
    }

    [Fact]
    public async Task The_page_is_Persian_from_right_to_left_and_its_code_from_left_to_right()
    {
        await using var open = await browser.OpenAsync(Path.Combine(sample.Folder, "students/402521013/report.fa.html"));
        Assert.Equal("fa rtl", await open.Page.EvaluateAsync<string>("() => document.documentElement.lang + ' ' + getComputedStyle(document.body).direction"));
        Assert.Equal("ltr", await open.Page.EvaluateAsync<string>("() => [...new Set([...document.querySelectorAll('code, pre, bdi.code, math')].map(it => getComputedStyle(it).direction))].join()"));
        Assert.Contains("Vazirmatn", await open.Page.EvaluateAsync<string>("() => document.fonts.ready.then(() => [...document.fonts].filter(it => it.status === 'loaded').map(it => it.family).join())"), StringComparison.Ordinal);
        Assert.Contains("۳۳", await open.Page.InnerTextAsync(".ring"), StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]", await open.Page.InnerTextAsync(".bars"));
        Assert.Matches("[0-9]", await open.Page.InnerTextAsync("pre.code"));
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.fa.html")]
    public async Task The_table_sorts_by_numbers_a_search_narrows_it_and_a_name_leads_to_its_report(string file)
    {
        await using var open = await browser.OpenAsync(Path.Combine(sample.Folder, file));
        var page = open.Page;
        const string Totals = "() => [...document.querySelectorAll('table.sortable tbody tr')].map(it => +it.cells[it.cells.length - 4].dataset.v)";
        var total = page.Locator("table.sortable thead th button").Nth(await page.Locator("table.sortable thead th").CountAsync() - 4);
        await total.ClickAsync();
        var up = await page.EvaluateAsync<double[]>(Totals);
        Assert.Equal(up.Order(), up);
        await total.ClickAsync();
        Assert.Equal(up.OrderDescending(), await page.EvaluateAsync<double[]>(Totals));
        Assert.Equal("descending", await page.EvaluateAsync<string>("() => document.querySelector('th[aria-sort]').getAttribute('aria-sort')"));

        await page.FillAsync("input.find", "402521005");
        Assert.Equal(1, await page.Locator("table.sortable tbody tr:visible").CountAsync());
        await page.ClickAsync("table.sortable tbody tr:visible a");
        Assert.Contains("402521005", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(file == "report.html" ? "en" : "fa", await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        await page.ClickAsync("a.lang");
        Assert.Equal(file == "report.html" ? "fa" : "en", await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Everything_can_be_read_without_scripts()
    {
        await using var open = await browser.OpenAsync(Path.Combine(sample.Folder, "report.html"), script: false);
        Assert.Equal(sample.Result.Submissions.Length, await open.Page.Locator("table.sortable tbody tr").CountAsync());
        Assert.False(await open.Page.Locator("input.find").IsVisibleAsync());
        Assert.Empty(open.Complaints);
    }
}
