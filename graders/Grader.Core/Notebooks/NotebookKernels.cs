using System.Text.Json;

namespace Grader.Core.Notebooks;

/// <summary>What a notebook says about languages: its own, and the names that its kernels go by.</summary>
internal sealed class NotebookKernels
{
    private readonly Dictionary<string, string> _named = new(StringComparer.OrdinalIgnoreCase);

    public NotebookKernels(JsonElement? metadata)
    {
        var spec = Json.Member(metadata, "kernelspec");
        foreach (var owner in new[] { "polyglot_notebook", "dotnet_interactive" })
        {
            var info = Json.Member(Json.Member(metadata, owner), "kernelInfo");
            foreach (var item in Json.Items(Json.Member(info, "items")).Take(100))
            {
                if (Json.Text(item, "name") is { } name && Languages.Of(Json.Text(item, "languageName") ?? name) is { } language) _named.TryAdd(name, language);
            }
            Language ??= Of(Json.Text(info, "defaultKernelName"));
        }
        // The kernel that ran it tells most; language_info is often a leftover of another one.
        Language = Of(Json.Text(spec, "language")) ?? Of(Json.Text(spec, "name")) ?? Language ?? Of(Json.Text(Json.Member(metadata, "language_info"), "name"))
            ?? (Json.Text(spec, "language") is { Length: > 0 and < 30 } unknown && unknown != "polyglot-notebook" ? Intake.ShownText.Name(unknown) : null);
    }

    /// <summary>Null where the notebook does not say; a language that we do not know goes by its own name.</summary>
    public string? Language { get; }

    public string? OfCell(JsonElement? metadata) =>
        Of(Json.Text(Json.Member(metadata, "polyglot_notebook"), "kernelName"))
        ?? Of(Json.Text(Json.Member(metadata, "dotnet_interactive"), "language"))
        ?? Of(Json.Text(Json.Member(metadata, "vscode"), "languageId"));

    private string? Of(string? name) => name is null ? null : Languages.Of(name) ?? _named.GetValueOrDefault(name.Trim());
}
