using Grader.Core.Results;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Grader.Core.Yaml;

internal abstract record YamlNode(int Line, int Column);

internal sealed record YamlText(string Value, bool Plain, int Line, int Column) : YamlNode(Line, Column);

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(it => it.Key == key);
}

internal sealed record YamlEntry(string Key, int Line, int Column, YamlNode Value);

/// <summary>A complaint about the text as YAML; <paramref name="Code"/> is that of a rubric's diagnostic.</summary>
internal sealed record YamlProblem(string Code, int Line, int Column, string Message, string Help);

/// <summary>
/// YAML with only what we need, for rubrics and for what strangers hand in: maps, lists and texts. Aliases, anchors, tags, duplicate keys and
/// deep nesting are refused, so that nothing small can become large, and nothing is built but these nodes.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxCharacters = 1 << 20;
    private const int MaxDepth = 32;
    private const int MaxNodes = 20_000;
    private const int MaxReason = 200;

    private readonly List<YamlProblem> _problems = [];
    private int _nodes;

    public static (YamlNode? Root, IReadOnlyList<YamlProblem> Problems) Read(string text)
    {
        var tree = new YamlTree();
        var root = tree.ReadAll(text);
        return (root, tree._problems);
    }

    private YamlNode? ReadAll(string text)
    {
        if (text.Length > MaxCharacters) return Fail("GR001", 1, 1, "The file is larger than 1 MiB.", "Keep only the answers or the rubric in it.");
        if (TabIndentation(text) is { } line) return Fail("GR001", line, 1, "A tab is used for indentation.", "Indent with spaces; YAML does not allow tabs there.");
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return Fail("GR001", 1, 1, "The file is empty.", "");
            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second)) Fail("GR001", second.Start, "A second document starts here.", "Keep one document in the file; remove the line '---'.");
            return root;
        }
        catch (YamlException fault)
        {
            return Fail("GR001", fault.Start, Reason(fault), "Look for a missing quote, a missing blank after ':', or wrong indentation on this line or the one above.");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // YamlDotNet's scanner gets lost on some broken texts instead of saying where they break, in exceptions of many kinds (found by fuzzing).
            return Fail("GR001", 1, 1, "This is not YAML.", "Compare it with an example: every bracket and quote that opens must close.");
        }
    }

    private YamlNode ReadNode(Parser parser, int depth)
    {
        var start = parser.Current!.Start;
        if (depth > MaxDepth) throw new YamlException(start, start, $"it is nested deeper than {MaxDepth} levels");
        if (++_nodes > MaxNodes) throw new YamlException(start, start, $"it has more than {MaxNodes} values");
        if (parser.Current is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty && parser.Current is not AnchorAlias) Fail("GR010", start, "Anchors (&) are not read.", "Write the value out where it is needed.");
            if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific) Fail("GR010", start, "Tags (!) are not read.", "Remove the tag; texts, lists and maps need none.");
        }
        if (parser.TryConsume<Scalar>(out var scalar)) return new YamlText(scalar.Value, scalar.Style == ScalarStyle.Plain, Line(start), Column(start));
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser, depth + 1));
            return new YamlList(items, Line(start), Column(start));
        }
        if (parser.TryConsume<MappingStart>(out _)) return ReadMap(parser, depth, start);
        parser.MoveNext();
        Fail("GR010", start, "Aliases (*) are not read.", "Write the value out; a text that starts with * needs quotes.");
        return new YamlText("", true, Line(start), Column(start));
    }

    private YamlMap ReadMap(Parser parser, int depth, Mark start)
    {
        var entries = new List<YamlEntry>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!.Start;
            var key = ReadNode(parser, depth + 1) as YamlText;
            if (key is null) Fail("GR001", at, "A key must be a word.", "Write the key as plain text before ':'.");
            var value = ReadNode(parser, depth + 1);
            if (key is null) continue;
            if (!known.TryAdd(key.Value, key.Line))
                Fail("GR011", at, $"The key '{Short(key.Value)}' stands here for the second time; the first is in line {known[key.Value]}.", "Remove one of the two, or join their contents.");
            else
                entries.Add(new YamlEntry(key.Value, key.Line, key.Column, value));
        }
        return new YamlMap(entries, Line(start), Column(start));
    }

    private static int? TabIndentation(string text)
    {
        var line = 1;
        var inIndent = true;
        foreach (var letter in text)
        {
            if (letter == '\t' && inIndent) return line;
            if (letter == '\n') { line++; inIndent = true; }
            else if (letter != ' ') inIndent = false;
        }
        return null;
    }

    private static string Reason(YamlException fault)
    {
        var text = (fault.InnerException?.Message ?? fault.Message).Split('\n')[0].Trim().TrimEnd('.');
        text = SafeText.Visible(text, MaxReason);
        return "This is not YAML: " + (text.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(text[0]) + text[1..]) + ".";
    }

    private static string Short(string key) => key.Length > 40 ? SafeText.Visible(key, 40) + "…" : SafeText.Visible(key);

    private static int Line(Mark mark) => (int)Math.Max(1, mark.Line);

    private static int Column(Mark mark) => (int)Math.Max(1, mark.Column);

    private YamlNode? Fail(string code, Mark at, string message, string help) => Fail(code, Line(at), Column(at), message, help);

    private YamlNode? Fail(string code, int line, int column, string message, string help)
    {
        if (_problems.Count < 100) _problems.Add(new YamlProblem(code, line, column, message, help));
        return null;
    }
}
