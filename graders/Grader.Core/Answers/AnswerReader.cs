using System.Collections.Immutable;
using Grader.Core.Results;
using Grader.Core.Yaml;

namespace Grader.Core.Answers;

/// <summary>One entry of <c>answers.yaml</c>, in the forms that students give it. What has another form is kept for a person, and no part of it is guessed at.</summary>
internal static class AnswerReader
{
    private const int LongestWord = 40;
    private static readonly string[] Choice = ["choice", "choices", "answer"], Reason = ["reason", "text", "because"], Numbers = ["numbers", "value", "values"], Formula = ["formula"];
    private static readonly string[] Fields = [.. Choice, .. Reason, .. Numbers, .. Formula];

    public static Answer Read(YamlNode node) => node switch
    {
        YamlText text when Texts(text) is [var only] => new Answer([only], only, [only], ""),
        YamlList list when !HoldsMap(list) => new Answer(Texts(list), Sentences(Texts(list)), Texts(list), ""),
        YamlList list => Answer.None with
        {
            Unread = new(new("A list of texts is expected here, not of keys and values; a text with ':' in it needs quotes. A person will look at it.",
                "اینجا فهرستی از متن‌ها لازم است، نه کلید و مقدار؛ متنی که «:» دارد باید در گیومه باشد. یک نفر آن را بررسی می‌کند."), Written(list)),
        },
        YamlMap map => OfMap(map),
        _ => Answer.None,
    };

    /// <summary>The same part under two spellings: <c>q1a</c> and <c>Q1a</c>.</summary>
    public static Answer Twice(string part, IEnumerable<YamlEntry> entries) => Answer.None with
    {
        Unread = new(new($"'{Short(part)}' is answered more than once; a person will look at it.", $"برای «{Short(part)}» بیش از یک پاسخ نوشته شده است؛ یک نفر آن را بررسی می‌کند."),
            string.Join('\n', entries.Select(Written))),
    };

    private static Answer OfMap(YamlMap map)
    {
        var odd = map.Entries.Where(it => !Fields.Contains(Name(it)) || HoldsMap(it.Value)).ToArray();
        return new Answer(Texts(Find(map, Choice)), string.Join('\n', Texts(Find(map, Reason))), Texts(Find(map, Numbers)), string.Join('\n', Texts(Find(map, Formula))))
        {
            Unread = odd.Length == 0 ? null : new UnreadAnswer(Why(odd[0]), string.Join('\n', odd.Select(Written))),
        };
    }

    private static LocalizedText Why(YamlEntry odd)
    {
        var key = Short(odd.Key);
        return Fields.Contains(Name(odd))
            ? new($"'{key}' must be a text or a list, not keys and values; a text with ':' in it needs quotes. A person will look at it.",
                $"«{key}» باید متن یا فهرست باشد، نه کلید و مقدار؛ متنی که «:» دارد باید در گیومه باشد. یک نفر آن را بررسی می‌کند.")
            : new($"'{key}' is no field of an answer. {Spelling.DidYouMean(Name(odd), Fields)} A person will look at it.",
                $"«{key}» از فیلدهای پاسخ نیست ({string.Join("، ", Fields)}). یک نفر آن را بررسی می‌کند.");
    }

    private static YamlNode? Find(YamlMap map, string[] keys) => map.Entries.FirstOrDefault(it => keys.Contains(Name(it)) && !HoldsMap(it.Value))?.Value;

    private static string Name(YamlEntry entry) => TextForms.Normalize(entry.Key).ToLowerInvariant();

    private static ImmutableArray<string> Texts(YamlNode? node) => node switch
    {
        YamlText { Plain: true, Value: "" or "~" or "null" or "Null" or "NULL" } => [],
        YamlText text => text.Value.Trim().Length == 0 ? [] : [text.Value],
        YamlList list => [.. list.Items.SelectMany(it => Texts(it))],
        _ => [],
    };

    /// <summary>A list of sentences is a text, too; a list of options is none.</summary>
    private static string Sentences(ImmutableArray<string> texts) => texts.Any(it => it.Trim().Any(char.IsWhiteSpace)) ? string.Join('\n', texts) : "";

    private static bool HoldsMap(YamlNode node) => node is YamlMap || (node is YamlList list && list.Items.Any(HoldsMap));

    private static string Written(YamlEntry entry) => $"{entry.Key}: {Written(entry.Value)}";

    /// <summary>Nearly as it was typed, for a person; its depth is bounded by the reader of YAML.</summary>
    private static string Written(YamlNode node) => node switch
    {
        YamlText text => text.Value,
        YamlList list => $"[ {string.Join(", ", list.Items.Select(Written))} ]",
        YamlMap map => $"{{ {string.Join(", ", map.Entries.Select(Written))} }}",
        _ => "",
    };

    private static string Short(string word) => word.Length > LongestWord ? SafeText.Visible(word, LongestWord) + "…" : SafeText.Visible(word);
}
