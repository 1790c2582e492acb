using System.Collections.Immutable;

namespace Grader.Core.Explaining;

/// <summary>What a code or a verdict means and how to get out of it, with an example where one helps.</summary>
public sealed record Explanation(string Code, LocalizedText Words, string Example);

/// <summary>Read from <c>explanations.txt</c>: blocks of a code, <c>en:</c>, <c>fa:</c> and perhaps an indented <c>example:</c>.</summary>
public static class Explanations
{
    public static ImmutableArray<Explanation> All { get; } = Read();

    public static Explanation? Find(string code) => All.FirstOrDefault(it => string.Equals(it.Code, code.Replace(' ', '-'), StringComparison.OrdinalIgnoreCase));

    /// <summary>"Did you mean …?", or nothing.</summary>
    public static string Nearest(string code) => Yaml.Spelling.DidYouMean(code, [.. All.Select(it => it.Code)]);

    private static ImmutableArray<Explanation> Read()
    {
        using var stream = typeof(Explanations).Assembly.GetManifestResourceStream("Grader.Core.Explaining.explanations.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().ReplaceLineEndings("\n").Trim().Split("\n\n").Select(block => One(block.Split('\n')))];
    }

    private static Explanation One(string[] lines)
    {
        string Of(string key) => lines.FirstOrDefault(it => it.StartsWith(key + ": ", StringComparison.Ordinal))?[(key.Length + 2)..] ?? "";
        var example = lines.SkipWhile(it => it != "example:").Skip(1).Select(it => it.Length > 2 ? it[2..] : "");
        return new Explanation(lines[0], new LocalizedText(Of("en"), Of("fa")), string.Join('\n', example));
    }
}
