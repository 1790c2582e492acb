using System.Text;
using Grader.Core.Rubrics;
using Grader.Core.Yaml;

namespace Grader.Core.Packing;

/// <summary>
/// The part of a rubric that students may hold, copied key by key from an allow-list: a key that nobody has thought about stays behind. Correct
/// options, expected numbers, mistakes, items, snapshots and the seed are on no list.
/// </summary>
internal sealed class PublicRubric(Rubric rubric, Func<string, CallCheck, bool> hasPublicCases)
{
    private static readonly string[] OfHomework = ["rubric", "homework", "title", "due", "points", "limits", "forbid", "allow", "require", "file", "bonus-cap"];
    private static readonly string[] OfQuestion = ["id", "title", "points", "file", "forbid", "allow", "require", "limits"];
    private static readonly string[] OfPart = ["id", "title", "points", "bonus", "file", "function", "formula", "accept", "forbid", "allow", "require", "limits", "needs"];
    private static readonly string[] OfCheck = ["id", "kind", "points", "bonus", "file", "needs", "limits", "forbid", "allow", "require", "function", "cases", "compare", "options", "tolerance", "shape", "follow-through", "key"];

    /// <summary>Answers on paper are checked for their form; a function on its public cases, where it has any.</summary>
    public bool IsPublic(string part, Check check) => check.Visibility == Results.Visibility.Public && check switch
    {
        ChoiceCheck or ManualCheck or NumbersCheck => true,
        SnapshotCheck or CallCheck { Function.IsProbe: true } => false,
        ExactCheck or TensorCheck or GradientCheck or FormulaCheck => hasPublicCases(part, (CallCheck)check),
        _ => false,
    };

    public string Write(YamlMap source)
    {
        var text = new StringBuilder("# The public part of the rubric: what a self-check looks at. Written by 'grader pack'.\npublic: true\n");
        Keys(text, source, OfHomework, "");
        text.Append("questions:\n");
        foreach (var question in Children(source, "questions"))
        {
            text.Append("  -\n");
            Keys(text, question, OfQuestion, "    ");
            text.Append("    parts:\n");
            foreach (var part in Children(question, "parts"))
            {
                var id = ((YamlText)part.Find("id")!.Value).Value;
                text.Append("      -\n");
                Keys(text, part, OfPart, "        ");
                var open = rubric.Parts.First(it => it.Id == id).Checks.Where(it => IsPublic(id, it)).Select(it => it.Id).ToHashSet(StringComparer.Ordinal);
                text.Append(open.Count == 0 ? "        checks: []\n" : "        checks:\n");
                foreach (var check in Children(part, "checks").Where(it => open.Contains(((YamlText)it.Find("id")!.Value).Value)))
                {
                    text.Append("          -\n");
                    Keys(text, check, OfCheck, "            ");
                }
            }
        }
        return text.ToString();
    }

    private static IEnumerable<YamlMap> Children(YamlMap map, string key) => ((YamlList)map.Find(key)!.Value).Items.Cast<YamlMap>();

    private static void Keys(StringBuilder text, YamlMap map, string[] allowed, string indent)
    {
        foreach (var entry in map.Entries.Where(it => allowed.Contains(it.Key)))
        {
            text.Append(indent).Append(entry.Key).Append(": ");
            Flow(text, entry.Value);
            text.Append('\n');
        }
    }

    private static void Flow(StringBuilder text, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                text.Append("{ ");
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    Quoted(text.Append(i == 0 ? "" : ", "), map.Entries[i].Key);
                    Flow(text.Append(": "), map.Entries[i].Value);
                }
                text.Append(" }");
                break;
            case YamlList list:
                text.Append("[ ");
                for (var i = 0; i < list.Items.Count; i++) Flow(text.Append(i == 0 ? "" : ", "), list.Items[i]);
                text.Append(" ]");
                break;
            case YamlText it: Quoted(text, it.Value); break;
            default: throw new InvalidOperationException($"{node.GetType().Name} is not known here.");
        }
    }

    /// <summary>Double quotes hold every text, on one line.</summary>
    private static void Quoted(StringBuilder text, string value)
    {
        if (value.Length is > 0 and < 40 && value.All(it => char.IsAsciiLetterOrDigit(it) || it is '_' or '-' or '.') && value is not ("null" or "true" or "false")) { text.Append(value); return; }
        text.Append('"').Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
    }
}
