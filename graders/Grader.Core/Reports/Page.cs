using System.Security.Cryptography;
using System.Text;

namespace Grader.Core.Reports;

/// <summary>The frame of both reports: one file with its style, and its font where the page is Persian; nothing is fetched, and nothing but our own sorting script runs.</summary>
internal static class Page
{
    private static readonly Html Style = Html.Resource("report.css");
    private static readonly Html Script = Html.Resource("sort.js");
    private static readonly string ScriptDigest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script.ToString())));
    private static readonly string Font = Convert.ToBase64String(Embedded.Bytes("Font.Vazirmatn.woff2"));

    /// <param name="sortable">Adds the script that sorts the students' table; the page is whole without it.</param>
    public static string Write(View view, string title, Html body, bool sortable = false)
    {
        var scripts = sortable ? $"; script-src 'sha256-{ScriptDigest}'" : "";
        var font = Html.If(view.Persian, () => Html.Of($$"""<style>@font-face{font-family:Vazirmatn;font-weight:400 700;font-display:block;src:url(data:font/woff2;base64,{{Font}}) format("woff2")}</style>"""));
        var page = Html.Of($"""
            <!DOCTYPE html>
            <html lang="{view.Language}" dir="{view.Direction}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'{scripts}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{title}</title>
            {font}
            <style>{Style}</style>
            </head>
            <body>
            {body}
            {Html.If(sortable, () => Html.Of($"<script>{Script}</script>"))}
            </body>
            </html>

            """);
        return page.ToString();
    }

    /// <summary>The same report in the other language, beside this one.</summary>
    public static Html OtherLanguage(View view, string stem) =>
        Html.Of($"""<a class="lang" hreflang="{view.OtherLanguage}" lang="{view.OtherLanguage}" href="{view.OtherFile(stem)}">{view.Say("فارسی", "English")}</a>""");
}
