using System.Text;

namespace Grader.EndToEnd.Tests;

/// <summary>Words and numbers in every place that students must not see, and a search for them in everything that they do.</summary>
internal static class Canaries
{
    private const string Word = "canary7391";
    /// <summary>An entry of a hidden case.</summary>
    private const double Number = 0.7391739173917391;

    public static async Task PlantAsync(GraderProgram grader)
    {
        var reference = grader.At("reference", "hw5");
        foreach (var file in new[] { "q2.csx", "q3.csx", "q2.mistakes.csx", "q3.mistakes.csx" })
            await File.AppendAllTextAsync(Path.Combine(reference, file), $"\n// {Word} of {file}\n");
        await File.AppendAllTextAsync(Path.Combine(reference, "q2.cases.csx"),
            $"\n// {Word} of the cases\nCase(\"q2a\", group: \"general\", label: \"{Word} label\", tensor(new double[] {{ {Number:R}, 1 - {Number:R} }}), tensor(new double[] {{ 0.5, 0.5 }}));\n");
        await File.WriteAllTextAsync(Path.Combine(reference, "hidden", "canary.csv"), $"{Word},1\n");
        var rubric = await File.ReadAllTextAsync(grader.At("rubrics", "hw5.yaml"));
        rubric = rubric.Replace("text: { en: 'Sign is reversed", $"text: {{ en: '{Word} Sign is reversed", StringComparison.Ordinal)
            .Replace("One output for a whole sequence", $"{Word} One output for a whole sequence", StringComparison.Ordinal)
            .Replace("seed: 1402", "seed: 73917391", StringComparison.Ordinal);
        await File.WriteAllTextAsync(grader.At("rubrics", "hw5.yaml"), rubric + $"# {Word} of the rubric\n");
        if (rubric.Split(Word).Length < 3) throw new InvalidOperationException("The canaries found no place in the rubric.");
    }

    public static void AssertNone(string where, byte[] bytes)
    {
        foreach (var canary in new[] { Encoding.UTF8.GetBytes(Word), Encoding.Unicode.GetBytes(Word), Encoding.UTF8.GetBytes("73917391"), BitConverter.GetBytes(Number), BitConverter.GetBytes((float)Number) })
            Assert.True(bytes.AsSpan().IndexOf(canary) < 0, $"A canary is in {where}.");
    }
}

/// <summary>The lines of a log that the runner of a workflow obeys.</summary>
internal static class Workflow
{
    public static IReadOnlyList<string> Commands(string log)
    {
        var (obeyed, stopped) = (new List<string>(), (string?)null);
        foreach (var line in log.Split('\n').Select(it => it.TrimStart()).Where(it => it.StartsWith("::", StringComparison.Ordinal)))
        {
            if (stopped is null && line.StartsWith("::stop-commands::", StringComparison.Ordinal)) stopped = line["::stop-commands::".Length..];
            else if (stopped is not null && line == $"::{stopped}::") stopped = null;
            else if (stopped is null) obeyed.Add(line);
        }
        return obeyed;
    }
}
