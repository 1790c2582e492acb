using System.Collections.Immutable;
using Grader.Core.Yaml;

namespace Grader.Core.Answers;

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
            return Refused(new LocalizedText(
                FormattableString.Invariant($"answers.yaml could not be read; line {first.Line}, column {first.Column}: {first.Message} {first.Help}").Trim(),
                FormattableString.Invariant($"فایل answers.yaml خوانده نشد؛ خط {first.Line}، ستون {first.Column}. گیومهٔ بسته‌نشده، نبودِ فاصله پس از «:» یا تورفتگی نادرست را بررسی کنید.")));
        }
        if (root is not YamlMap map)
        {
            return Refused(new LocalizedText(
                "answers.yaml must hold one entry a part, such as 'q1a: { choice: b }'.", "فایل answers.yaml باید برای هر بخش یک مدخل داشته باشد؛ مانند «q1a: { choice: ب }»."));
        }
        var answers = ImmutableSortedDictionary.CreateBuilder<string, Answer>(StringComparer.Ordinal);
        foreach (var part in map.Entries.GroupBy(it => TextForms.Normalize(it.Key).ToLowerInvariant(), StringComparer.Ordinal))
        {
            var entries = part.ToArray();
            answers[part.Key] = entries.Length == 1 ? AnswerReader.Read(entries[0].Value) : AnswerReader.Twice(part.Key, entries);
        }
        return new StudentAnswers(answers.ToImmutable(), null);
    }

    private static StudentAnswers Refused(LocalizedText problem) => new(ImmutableSortedDictionary<string, Answer>.Empty, problem);
}
