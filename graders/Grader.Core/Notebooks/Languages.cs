namespace Grader.Core.Notebooks;

/// <summary>The names that kernels, editors and magics give to languages, in one form.</summary>
internal static class Languages
{
    public const string CSharp = "csharp";
    public const string Markdown = "markdown";

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csharp"] = CSharp, ["c#"] = CSharp, ["cs"] = CSharp, [".net"] = CSharp, ["dotnet-interactive.csharp"] = CSharp, [".net-csharp"] = CSharp, ["icsharp"] = CSharp,
        ["fsharp"] = "fsharp", ["f#"] = "fsharp", ["fs"] = "fsharp", [".net-fsharp"] = "fsharp", ["dotnet-interactive.fsharp"] = "fsharp",
        ["pwsh"] = "powershell", ["powershell"] = "powershell", [".net-powershell"] = "powershell", ["dotnet-interactive.pwsh"] = "powershell",
        ["markdown"] = Markdown, ["md"] = Markdown,
        ["javascript"] = "javascript", ["js"] = "javascript", ["typescript"] = "typescript", ["html"] = "html", ["svg"] = "html", ["latex"] = "latex", ["mermaid"] = "mermaid",
        ["sql"] = "sql", ["kql"] = "kql", ["http"] = "http", ["httprequest"] = "http", ["value"] = "value", ["razor"] = "razor",
        ["python"] = "python", ["python2"] = "python", ["python3"] = "python", ["ipython"] = "python", ["r"] = "r", ["ir"] = "r", ["julia"] = "julia", ["rust"] = "rust",
        ["bash"] = "bash", ["sh"] = "bash", ["shell"] = "bash", ["cmd"] = "bash", ["java"] = "java", ["cpp"] = "c++", ["c++"] = "c++",
    };

    /// <summary>The language of a name, or null where the name tells none (such as VS Code's <c>polyglot-notebook</c>, which is every language).</summary>
    public static string? Of(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var word = name.Trim();
        if (Names.TryGetValue(word, out var language)) return language;
        return !word.Contains(' ', StringComparison.Ordinal) && word.Contains("csharp", StringComparison.OrdinalIgnoreCase) ? CSharp : null;
    }

    /// <summary>How a language is called in a sentence.</summary>
    public static string Shown(string language) => language switch
    {
        "fsharp" => "F#", "powershell" => "PowerShell", "javascript" => "JavaScript", "typescript" => "TypeScript", "python" => "Python", "html" => "HTML", "sql" => "SQL",
        "kql" => "KQL", "http" => "HTTP", "r" => "R", "bash" => "shell", CSharp => "C#", _ => language,
    };
}
