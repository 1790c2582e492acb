using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Grader.Core.Notebooks;

/// <summary>
/// An <c>.ipynb</c> of format 4. A cell's language is told, in this order, by its metadata (<c>polyglot_notebook.kernelName</c>,
/// <c>dotnet_interactive.language</c>, <c>vscode.languageId</c>), by a magic in its first line, and by the notebook.
/// </summary>
internal static class IpynbReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static Notebook Read(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith("<")) return NotebookReader.Failed(text.Contains("<<<<<<<", StringComparison.Ordinal) ? NotebookSentences.Conflict : NotebookSentences.WebPage);
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(Surrogates.Whole(text)), Options);
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            return NotebookReader.Failed(text.Contains("\n<<<<<<<", StringComparison.Ordinal) ? NotebookSentences.Conflict : NotebookSentences.Broken((fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1));
        }
    }

    private static Notebook Read(JsonElement root)
    {
        var notes = ImmutableArray.CreateBuilder<LocalizedText>();
        var (major, minor) = (Json.Number(root, "nbformat") ?? 4, Json.Number(root, "nbformat_minor") ?? 0);
        if (major != 4) return NotebookReader.Failed(NotebookSentences.OtherFormat(major));
        if (Json.Member(root, "cells") is not { ValueKind: JsonValueKind.Array } items) return NotebookReader.Failed(NotebookSentences.NoCells);
        if (items.GetArrayLength() > NotebookReader.MostCells) return NotebookReader.Failed(NotebookSentences.TooManyCells(NotebookReader.MostCells));
        if (minor > 5) notes.Add(NotebookSentences.NewerMinor(minor));

        var metadata = Json.Member(root, "metadata");
        var kernels = new NotebookKernels(metadata);
        var cells = ImmutableArray.CreateBuilder<NotebookCell>();
        var (index, code) = (0, 0L);
        foreach (var item in items.EnumerateArray())
        {
            index++;
            var source = Json.Source(item);
            if (Json.Text(item, "cell_type") == "code" && (code += source?.Length ?? 0) > NotebookReader.MostCode) return NotebookReader.Failed(NotebookSentences.TooMuchCode);
            if (source is not null) cells.Add(ReadCell(index, item, source, kernels));
            else notes.Add(NotebookSentences.NotACell(index));
        }
        if (!cells.Any(it => it.Kind == CellKind.Code))
            return NotebookReader.Failed(kernels.Language is { } other and not Languages.CSharp ? NotebookSentences.OtherKernel(other) : NotebookSentences.NoCode);
        if (kernels.Language is null && items.EnumerateArray().Any(it => Json.Text(it, "cell_type") == "code" && OwnLanguage(it, kernels) is null)) notes.Add(NotebookSentences.AssumedCSharp);
        return new Notebook(cells.ToImmutable(), notes.ToImmutable(), null);
    }

    private static NotebookCell ReadCell(int index, JsonElement cell, string source, NotebookKernels kernels)
    {
        var text = NotebookReader.Lf(source);
        var metadata = Json.Member(cell, "metadata");
        var language = Json.Text(cell, "cell_type") switch
        {
            "code" => OwnLanguage(cell, kernels) ?? kernels.Language ?? Languages.CSharp,
            "markdown" => Languages.Markdown,
            _ => "",
        };
        return NotebookReader.Cell(index, language, text, 1, Marked(metadata), IpynbOutputs.Read(cell));
    }

    private static string? OwnLanguage(JsonElement cell, NotebookKernels kernels) =>
        kernels.OfCell(Json.Member(cell, "metadata")) ?? (Json.Source(cell) is { } source ? Magics.Selected(FirstLine(NotebookReader.Lf(source))) : null);

    private static string FirstLine(string text) => text.TrimStart() is var start && start.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? start[..end] : text.TrimStart();

    /// <summary><c>"grader": { "answer": "q4b1" }</c>, or a list of them: which parts the cell answers, and nothing else.</summary>
    private static IEnumerable<string> Marked(JsonElement? metadata) =>
        Json.Texts(Json.Member(Json.Member(metadata, "grader"), "answer")).Take(20).Select(AnswerRegions.PartId).Where(it => it.Length > 0);
}
