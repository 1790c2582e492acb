using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Yaml;

namespace Grader.Core.Answers;

/// <summary>What a student wrote for one part in <c>answers.yaml</c>.</summary>
public sealed record Answer(ImmutableArray<string> Choice, string Text, ImmutableArray<string> Numbers, string Formula)
{
    public static readonly Answer None = new([], "", [], "");

    /// <summary>The numbers that were typed, or null with the first word that is none.</summary>
    public ImmutableArray<double>? ReadNumbers(out string problem)
    {
        var numbers = ImmutableArray.CreateBuilder<double>();
        problem = "";
        foreach (var word in Numbers)
        {
            if (!double.TryParse(TextForms.Normalize(word), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) { problem = word; return null; }
            numbers.Add(number);
        }
        return numbers.ToImmutable();
    }
}

/// <summary>A student's <c>answers.yaml</c>. With a <see cref="Problem"/> nothing in it is believed.</summary>
public sealed record StudentAnswers(ImmutableSortedDictionary<string, Answer> ByPart, LocalizedText? Problem)
{
    public Answer For(string part) => ByPart.GetValueOrDefault(part, Answer.None);

    public static StudentAnswers Read(string text)
    {
        var (root, problems) = YamlTree.Read(text);
        if (problems.Count > 0)
        {
            var first = problems[0];
            return new StudentAnswers(ImmutableSortedDictionary<string, Answer>.Empty, new LocalizedText(
                FormattableString.Invariant($"answers.yaml could not be read; line {first.Line}, column {first.Column}: {first.Message} {first.Help}").Trim(),
                FormattableString.Invariant($"فایل answers.yaml خوانده نشد؛ خط {first.Line}، ستون {first.Column}. گیومهٔ بسته‌نشده، نبودِ فاصله پس از «:» یا تورفتگی نادرست را بررسی کنید.")));
        }
        if (root is not YamlMap map)
        {
            return new StudentAnswers(ImmutableSortedDictionary<string, Answer>.Empty, new LocalizedText(
                "answers.yaml must hold one entry a part, such as 'q1a: { choice: b }'.", "فایل answers.yaml باید برای هر بخش یک مدخل داشته باشد؛ مانند «q1a: { choice: ب }»."));
        }
        var answers = new SortedDictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var entry in map.Entries) answers[TextForms.Normalize(entry.Key).ToLowerInvariant()] = ReadAnswer(entry.Value);
        return new StudentAnswers(answers.ToImmutableSortedDictionary(StringComparer.Ordinal), null);
    }

    private static Answer ReadAnswer(YamlNode node) => node switch
    {
        YamlText text => new Answer([text.Value], text.Value, [text.Value], ""),
        YamlList list => new Answer(Texts(list), "", Texts(list), ""),
        YamlMap map => new Answer(
            Texts(Find(map, "choice", "choices", "answer")), string.Join('\n', Texts(Find(map, "reason", "text", "because"))), Texts(Find(map, "numbers", "value", "values")), string.Join('\n', Texts(Find(map, "formula")))),
        _ => Answer.None,
    };

    private static YamlNode? Find(YamlMap map, params string[] keys) =>
        map.Entries.FirstOrDefault(it => keys.Contains(TextForms.Normalize(it.Key).ToLowerInvariant()))?.Value;

    private static ImmutableArray<string> Texts(YamlNode? node) => node switch
    {
        YamlText { Plain: true, Value: "" or "~" or "null" } => [],
        YamlText text => text.Value.Trim().Length == 0 ? [] : [text.Value],
        YamlList list => [.. list.Items.SelectMany(it => Texts(it))],
        _ => [],
    };
}
