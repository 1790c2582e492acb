using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Grader.Core.Explaining;
using Grader.Core.Results;

namespace Grader.Core.Tests;

public sealed partial class ExplanationsTests
{
    [Fact]
    public void Every_code_in_the_sources_and_every_verdict_is_explained_in_both_languages()
    {
        var codes = Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(Here(), "..")), "*.cs", SearchOption.AllDirectories)
            .Where(it => !it.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin" || folder.EndsWith(".Tests", StringComparison.Ordinal)))
            .SelectMany(it => Code().Matches(File.ReadAllText(it))).Select(it => it.Groups[1].Value).Concat(Enum.GetValues<Verdict>().Select(it => Words.Of(it))).Distinct().Order(StringComparer.Ordinal);
        var known = Explanations.All.Select(it => it.Code).ToList();
        // A new code? Say in Grader.Core/Explaining/explanations.txt what it means and how to get out of it.
        Assert.Equal(codes, known.Order(StringComparer.Ordinal));
        Assert.Equal(known.Count, known.Distinct().Count());
        Assert.All(Explanations.All, it => Assert.True(it.Words.En.Length > 20 && it.Words.Fa.Length > 20 && !it.Words.Fa.Equals(it.Words.En, StringComparison.Ordinal), it.Code));
    }

    [Fact]
    public void A_code_is_found_however_it_is_written_and_a_slip_is_named()
    {
        Assert.Equal("GR006", Explanations.Find("gr006")?.Code);
        Assert.Equal("time-limit", Explanations.Find("time limit")?.Code);
        Assert.Null(Explanations.Find("GR999"));
        Assert.Contains("compile-error", Explanations.Nearest("compile-eror"), StringComparison.Ordinal);
    }

    [GeneratedRegex("\"(GR[0-9]{3}|GRC[0-9]{2})\"")]
    private static partial Regex Code();

    private static string Here([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
