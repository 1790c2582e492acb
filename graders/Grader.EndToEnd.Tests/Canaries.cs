using System.Globalization;
using System.Text;

namespace Grader.EndToEnd.Tests;

/// <summary>Words and numbers in every place that students must not see, and a search for them in everything that they do.</summary>
internal static class Canaries
{
    private const string Word = "canary7391";
    /// <summary>An entry of a hidden case.</summary>
    private const string Written = "0.7391739173917391";
    private static readonly double Number = double.Parse(Written, CultureInfo.InvariantCulture);

    public static async Task PlantAsync(GraderProgram grader)
    {
        var reference = grader.At("reference", "hw5");
        string[] scripts = ["q2.csx", "q3.csx", "q2.mistakes.csx", "q3.mistakes.csx", "Question 4.cases.csx", "Question 4.mistakes.csx", "Question 4.probes.csx", "Question 4.standins.csx", "mistakes/q4c1_cut_off.csx"];
        foreach (var file in scripts.Where(it => File.Exists(Path.Combine(reference, it))))
            await File.AppendAllTextAsync(Path.Combine(reference, file), $"\n// {Word} of {file}\n");
        await File.AppendAllTextAsync(Path.Combine(reference, "q2.cases.csx"),
            $"\n// {Word} of the cases\nCase(\"q2a\", group: \"general\", label: \"{Word} label\", tensor(new double[] {{ {Written}, 1 - {Written} }}), tensor(new double[] {{ 0.5, 0.5 }}));\n");
        if (Path.Combine(reference, "Question 4.ipynb") is var notebook && File.Exists(notebook))
        {
            await File.WriteAllTextAsync(notebook, (await File.ReadAllTextAsync(notebook)).Replace("    // BEGIN ANSWER", $"    // {Word} of the notebook\\n    // BEGIN ANSWER", StringComparison.Ordinal));
            await File.AppendAllTextAsync(Path.Combine(reference, "hidden", "hidden.csv"), $"1,{Word} was clear\n");
            await File.AppendAllTextAsync(Path.Combine(reference, "Question 4.cases.csx"), $"\nCase(\"q4a1\", group: \"tables\", label: \"{Word} rows\", new object[] {{ Rows((\"{Word}\", \"1\")) }});\nCase(\"q4c2\", group: \"double\", label: \"{Word} states\", full(new long[] {{ 2, 1, 1 }}, {Written}), ones(1, ScalarType.Float64), tensor(new long[] {{ 1 }}));\n");
        }
        await File.WriteAllTextAsync(Path.Combine(reference, "hidden", "canary.csv"), $"{Word},1\n");
        var rubric = await File.ReadAllTextAsync(grader.At("rubrics", "hw5.yaml"));
        rubric = rubric.Replace("text: { en: 'Sign is reversed", $"text: {{ en: '{Word} Sign is reversed", StringComparison.Ordinal)
            .Replace("text: { en: 'Padding takes part", $"text: {{ en: '{Word} Padding takes part", StringComparison.Ordinal)
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
