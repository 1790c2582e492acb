// Makes, from "Question 4.dib", the files of question 4: the solved notebook "Question 4.ipynb" and q4.csx, and what students receive in starter/.
// Run it in this folder with `dotnet run build-notebooks.cs` after each change of the .dib; a test says when this was forgotten.
//   //: line             stands in the starter instead of the solution; the solution is the other lines between the marks of an answer
//   //- notebook only    at the head of a cell: it is left out of the scripts
#:property RestorePackagesWithLockFile=false
#:property EnableNETAnalyzers=false
#:property PublishAot=false
using System.Text.Encodings.Web;
using System.Text.Json;

var cells = Cells(File.ReadAllLines("Question 4.dib"));
foreach (var (folder, isStarter) in new[] { (".", false), ("starter", true) })
{
    List<Cell> Made(IEnumerable<Cell> some) => [.. some.Select(it => it with { Lines = Version(it.Lines, isStarter) })];
    File.WriteAllText(Path.Combine(folder, "Question 4.ipynb"), Notebook(Made(cells)));
    var script = Made(cells.Where(it => it.IsCode && !it.Lines.Contains("//- notebook only"))).Select(it => string.Join('\n', it.Lines));
    File.WriteAllText(Path.Combine(folder, "q4.csx"), string.Join("\n\n", script) + "\n");
}

static List<Cell> Cells(string[] lines)
{
    var cells = new List<Cell>();
    List<string>? open = null;
    foreach (var line in lines)
    {
        if (line is "#!meta" or "#!markdown" or "#!csharp")
        {
            open = [];
            if (line != "#!meta") cells.Add(new Cell(line == "#!csharp", open));
        }
        else open?.Add(line);
    }
    return [.. cells.Select(it => it with { Lines = Trimmed(it.Lines) })];
}

static List<string> Trimmed(List<string> lines) => [.. lines.SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()];

static List<string> Version(List<string> lines, bool isStarter)
{
    var version = new List<string>();
    var inAnswer = false;
    foreach (var line in lines)
    {
        var start = line.TrimStart();
        if (start.Contains("END ANSWER")) inAnswer = false;
        if (start.StartsWith("//:"))
        {
            if (isStarter) version.Add(start.Length <= 4 ? "" : line[..^start.Length] + start[4..]);
        }
        else if (!start.StartsWith("//-") && !(isStarter && inAnswer)) version.Add(line);
        if (start.Contains("BEGIN ANSWER") && !start.Contains('`')) inAnswer = true;
    }
    return version;
}

// The form in which VS Code saves a notebook, so that a student's changes show as a small difference.
static string Notebook(List<Cell> cells)
{
    var notebook = new SortedDictionary<string, object>(StringComparer.Ordinal)
    {
        ["cells"] = cells.Select((cell, i) => Json(cell, FormattableString.Invariant($"q4-{i + 1:00}"))).ToList(),
        ["metadata"] = new
        {
            kernelspec = new { display_name = ".NET (C#)", language = "C#", name = ".net-csharp" },
            language_info = new { name = "polyglot-notebook" },
            polyglot_notebook = new { kernelInfo = new { defaultKernelName = "csharp", items = new[] { new { aliases = Array.Empty<string>(), name = "csharp" } } } },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    };
    // Relaxed: quotes and angle brackets of code stay readable; nothing here is put into a page.
    var options = new JsonSerializerOptions { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    return JsonSerializer.Serialize(notebook, options) + "\n";
}

static SortedDictionary<string, object?> Json(Cell cell, string id)
{
    var json = new SortedDictionary<string, object?>(StringComparer.Ordinal)
    {
        ["cell_type"] = cell.IsCode ? "code" : "markdown",
        ["id"] = id,
        ["metadata"] = cell.IsCode ? new { dotnet_interactive = new { language = "csharp" }, polyglot_notebook = new { kernelName = "csharp" } } : new object(),
        ["source"] = cell.Lines.Select((line, i) => i < cell.Lines.Count - 1 ? line + "\n" : line).ToList(),
    };
    if (!cell.IsCode) return json;
    json["execution_count"] = null;
    json["outputs"] = Array.Empty<object>();
    return json;
}

sealed record Cell(bool IsCode, List<string> Lines);
