// Writes the comments of question 4: ../data/train.csv and ../data/validation.csv, which students receive, and hidden.csv, which only graders have.
// Run it in this folder with `dotnet run generate.cs`; the same files come out on every machine. It lies here and not in data/ because whoever
// has its seeds has the hidden comments. The random numbers are SplitMix64, written out below, so that no library's choice can change them.
//
// A label is 1 for a favourable comment. Word order decides it: "not" turns the word after it, the clause after "but" and the main clause beside
// "although" have the last word. Each clause is negated in one of four cases whatever its label, so that counting words tells little.
#:property RestorePackagesWithLockFile=false
#:property EnableNETAnalyzers=false
using System.Text;

string[] subjects = ["course", "lecture", "homework", "exam", "project", "book", "lab", "teacher"];
string[] good = ["helpful", "clear", "useful", "fair", "interesting", "easy", "fun", "great"];
string[] bad = ["boring", "confusing", "useless", "unfair", "hard", "slow", "long", "bad"];
string[] degrees = ["very", "really", "quite", "so"];

var seen = new HashSet<string>(StringComparer.Ordinal);
var train = Comments(seed: 5, count: 1200);
var validation = Comments(seed: 1402, count: 300);
var hidden = Comments(seed: 0xD5EE_D000_0000_0007, count: 600);
Write("../data/train.csv", WithDirt(train));
Write("../data/validation.csv", validation);
Write("hidden.csv", hidden);

List<(string Text, string Label)> Comments(ulong seed, int count)
{
    var random = new SplitMix64(seed);
    var comments = new List<(string, string)>();
    while (comments.Count < count)
    {
        var favourable = comments.Count % 2 == 0; // half and half; shuffled below
        var text = Comment(random, favourable);
        if (seen.Add(text)) comments.Add((text, favourable ? "1" : "0")); // no comment twice, over all three files
    }
    for (var i = comments.Count - 1; i > 0; i--)
    {
        var j = random.Below(i + 1);
        (comments[i], comments[j]) = (comments[j], comments[i]);
    }
    return comments;
}

// One comment in ten is long, so that nearly every batch is padded well beyond the others: a network that reads on to the end of the padding forgets.
string Comment(SplitMix64 random, bool favourable) => random.Below(20) switch
{
    < 6 => Clause(random, favourable),
    < 10 => $"{Clause(random, !favourable)} but {Clause(random, favourable)}",
    < 13 => $"although {Clause(random, !favourable)}, {Clause(random, favourable)}",
    < 15 => $"{Clause(random, favourable)} although {Clause(random, !favourable)}",
    < 18 => $"{Clause(random, favourable)} and {Clause(random, favourable)}",
    18 => $"{Clause(random, !favourable)} and {Clause(random, !favourable)} but {Clause(random, favourable)} and {Clause(random, favourable)}",
    _ => $"although {Clause(random, !favourable)} and {Clause(random, !favourable)}, {Clause(random, favourable)} and {Clause(random, favourable)}",
};

string Clause(SplitMix64 random, bool favourable)
{
    var subject = random.Of(subjects);
    var negated = random.Below(4) == 0;
    var word = random.Of(favourable != negated ? good : bad);
    var degree = random.Below(3) == 0 ? random.Of(degrees) + " " : "";
    var article = degree.Length == 0 && (word is "easy" or "interesting" or "unfair") ? "an" : "a";
    return (negated, random.Below(4)) switch
    {
        (false, 0) => $"i found the {subject} {degree}{word}",
        (false, 1) => $"it was {article} {degree}{word} {subject}",
        (false, _) => $"the {subject} was {degree}{word}",
        (true, 0) => $"i did not find the {subject} {degree}{word}",
        (true, 1) => $"it was not {article} {degree}{word} {subject}",
        (true, _) => $"the {subject} was {(random.Below(3) == 0 ? "never" : "not")} {degree}{word}",
    };
}

// What part A1 must clean away: blanks around texts and labels, duplicates, empty texts, labels that are neither 0 nor 1.
List<(string Text, string Label)> WithDirt(List<(string Text, string Label)> clean)
{
    var random = new SplitMix64(99);
    var rows = clean.Select(it => random.Below(40) switch { 0 => ($"  {it.Text} ", it.Label), 1 => (it.Text, $" {it.Label} "), 2 => (it.Text + "\t", it.Label), _ => it }).ToList();
    for (var k = 0; k < 30; k++) rows.Insert(rows.Count - random.Below(600), clean[random.Below(500)]);
    foreach (var label in new[] { "2", "", "?", "-1", "yes", "01", "1.0", "2", "", "۱" }) rows.Insert(random.Below(rows.Count), (Comment(random, true), label));
    foreach (var text in new[] { "", " ", "\t", "", "   ", "", "", " " }) rows.Insert(random.Below(rows.Count), (text, random.Below(2) == 0 ? "0" : "1"));
    return rows;
}

void Write(string path, List<(string Text, string Label)> rows)
{
    static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\n") || cell != cell.Trim() ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
    File.WriteAllText(path, string.Concat(rows.Select(it => $"{Quoted(it.Label)},{Quoted(it.Text)}\n").Prepend("label,text\n")), new UTF8Encoding(false));
    Console.WriteLine($"{path}: {rows.Count} rows");
}

/// <summary>SplitMix64 (Steele, Lea, Flood 2014).</summary>
sealed class SplitMix64(ulong state)
{
    public int Below(int bound)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)bound);
    }

    public string Of(string[] words) => words[Below(words.Length)];
}
