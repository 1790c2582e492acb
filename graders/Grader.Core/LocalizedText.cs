namespace Grader.Core;

/// <summary>One sentence in the two languages of our users. Persian falls back to English where an author gave none.</summary>
public sealed record LocalizedText(string En, string Fa)
{
    public static readonly LocalizedText Empty = new("", "");

    public static LocalizedText Same(string text) => new(text, text);

    public bool IsEmpty => En.Length == 0 && Fa.Length == 0;

    public string In(string language) => language == "fa" && Fa.Length > 0 ? Fa : En;

    /// <summary>The next one on lines of its own, where it has several: a caret must stand under its place.</summary>
    public LocalizedText Above(LocalizedText next) => next.En.Contains('\n', StringComparison.Ordinal) ? new LocalizedText($"{En}\n{next.En}", $"{Fa}\n{next.Fa}") : Then(next);

    /// <summary>Both sentences one after the other, in each language.</summary>
    public LocalizedText Then(LocalizedText next) =>
        next.IsEmpty ? this : IsEmpty ? next : new LocalizedText($"{En} {next.En}", $"{Fa} {next.Fa}");
}
