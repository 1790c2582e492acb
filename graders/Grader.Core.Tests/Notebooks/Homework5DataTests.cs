using CsvHelper;

namespace Grader.Core.Tests.Notebooks;

/// <summary>What question 4 asks of its comments: enough of them, dirty where they must be, and not to be told by counting words.</summary>
public sealed class Homework5DataTests
{
    [Fact]
    public void The_training_file_is_dirty_in_every_way_that_A1_names_and_holds_1200_comments()
    {
        var rows = Rows("data/train.csv");
        var trimmed = rows.Select(it => (Label: it.Label.Trim(), Text: it.Text.Trim())).ToList();
        Assert.Contains(rows, it => it.Text != it.Text.Trim());
        Assert.Contains(rows, it => it.Label != it.Label.Trim());
        Assert.Contains(trimmed, it => it.Text.Length == 0);
        Assert.Contains(trimmed, it => it.Label.Length == 0);
        Assert.Contains(trimmed, it => it.Label == "2");
        Assert.True(trimmed.Count > trimmed.Distinct().Count() + 20);
        Assert.Equal(1200, Clean(rows).Count);
    }

    [Fact]
    public void No_comment_stands_twice_over_the_three_files_and_both_labels_are_as_frequent()
    {
        List<List<(string Text, int Label)>> files = [Clean(Rows("data/train.csv")), Clean(Rows("data/validation.csv")), Clean(Rows("hidden/hidden.csv"))];
        Assert.Equal([1200, 300, 600], files.Select(it => it.Count));
        Assert.Equal([600, 150, 300], files.Select(it => it.Sum(row => row.Label)));
        Assert.Equal(2100, files.SelectMany(it => it).Select(it => it.Text).Distinct().Count());
    }

    /// <summary>Logistic regression on the counts of words; a GRU that reads in order reaches 0.99.</summary>
    [Fact]
    public void A_bag_of_words_is_not_enough()
    {
        var (train, hidden) = (Clean(Rows("data/train.csv")), Clean(Rows("hidden/hidden.csv")));
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        double Logit(string text) => Words(text).Sum(it => weights.GetValueOrDefault(it));
        for (var epoch = 0; epoch < 40; epoch++)
        {
            foreach (var (text, label) in train)
            {
                var slope = 0.02 * (label - (1 / (1 + Math.Exp(-Logit(text)))));
                foreach (var word in Words(text)) weights[word] = weights.GetValueOrDefault(word) + slope;
            }
        }
        Assert.InRange(hidden.Average(it => Logit(it.Text) > 0 == (it.Label == 1) ? 1.0 : 0.0), 0.4, 0.7);
    }

    private static string[] Words(string text) => text.Replace(",", " ,", StringComparison.Ordinal).Split(' ');

    private static List<(string Text, int Label)> Clean(IEnumerable<(string Label, string Text)> rows) =>
        [.. rows.Select(it => (Text: it.Text.Trim(), Label: it.Label.Trim())).Where(it => it.Text.Length > 0 && it.Label is "0" or "1").Distinct().Select(it => (it.Text, it.Label == "1" ? 1 : 0))];

    private static List<(string Label, string Text)> Rows(string file)
    {
        using var csv = CsvReader.FromText(File.ReadAllText(Path.Combine(Homework5NotebookTests.Folder(), file)), new CsvReaderOptions { HasHeader = true });
        var rows = new List<(string, string)>();
        while (csv.Read()) rows.Add((csv.GetString(0), csv.GetString(1)));
        return rows;
    }
}
