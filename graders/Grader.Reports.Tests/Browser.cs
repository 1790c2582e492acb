using Microsoft.Playwright;

namespace Grader.Reports.Tests;

/// <summary>One Chromium of this system for all tests; what a page asks for beyond its own file, says on its console or pops up is kept.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        var program = Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("These tests look at the reports in Chromium, which is not here: bash .ci/setup --tests installs it.");
        _playwright = await Playwright.CreateAsync();
        // Root in a container has no user namespace for Chromium's own sandbox; the pages are ours.
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    public async Task<OpenPage> OpenAsync(string path, int width = 1280, bool dark = false, bool script = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, JavaScriptEnabled = script });
        context.SetDefaultTimeout(180_000); // the limit of a machine that is busy, not of a page
        var page = await context.NewPageAsync();
        var open = new OpenPage(page, []);
        page.Request += (_, request) => { if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) open.Complaints.Add($"asks for {request.Url}"); };
        page.Console += (_, message) => open.Complaints.Add($"console: {message.Text}");
        page.PageError += (_, error) => open.Complaints.Add($"error: {error}");
        page.Dialog += async (_, dialog) => { open.Complaints.Add($"dialog: {dialog.Message}"); await dialog.DismissAsync(); };
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return open;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

public sealed record OpenPage(IPage Page, List<string> Complaints) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
