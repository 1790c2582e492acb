using System.Collections.Immutable;
using System.Globalization;

namespace Grader.Core.Answers;

/// <summary>What a student wrote for one part in <c>answers.yaml</c>.</summary>
public sealed record Answer(ImmutableArray<string> Choice, string Text, ImmutableArray<string> Numbers, string Formula)
{
    public static readonly Answer None = new([], "", [], "");

    /// <summary>Set when something was written that is no answer by its form: a person has to look at it.</summary>
    public UnreadAnswer? Unread { get; init; }

    /// <summary>The numbers that were typed, or null with the first word that is none; infinite ones are none.</summary>
    public ImmutableArray<double>? ReadNumbers(out string problem)
    {
        var numbers = ImmutableArray.CreateBuilder<double>();
        problem = "";
        foreach (var word in Numbers)
        {
            if (!double.TryParse(TextForms.Normalize(word), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) { problem = word; return null; }
            numbers.Add(number);
        }
        return numbers.ToImmutable();
    }
}

/// <summary>Why something could not be read, and what stands there.</summary>
public sealed record UnreadAnswer(LocalizedText Why, string Written);
