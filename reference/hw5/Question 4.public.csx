// The public cases of question 4, which students receive with the right outputs. They are small, and of the same kinds as those that are graded: sizes
// that differ or agree by chance, one step, one comment, empty things, and padding that holds large numbers.

// A1
(string Text, string Label)[] Rows(params (string, string)[] rows) => rows;
Case("q4a1", group: "tables", label: "public: copies, blanks, capital letters", new object[] { Rows(("clear slides", "1"), (" clear slides\t", "1"), ("too fast", " 0 "), ("clear slides", "0"), ("Clear slides", "1"), ("too fast", "0"),
    ("a  long   test", "0"), ("a long test", "0"), ("clear slides", "1")) });
Case("q4a1", group: "tables", label: "public: empty texts", new object[] { Rows(("", "0"), ("good notes", "1"), ("  ", "1"), ("\t\t", "0"), ("bad room", "0")) });
Case("q4a1", group: "tables", label: "public: other labels", new object[] { Rows(("a", "3"), ("b", "1"), ("c", ""), ("d", " 0"), ("e", "no"), ("f", "-2")) });
Case("q4a1", group: "tables", label: "public: no row", new object[] { Rows() });

// A2
string[][] Docs(params string[] lines) => lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
var docs = Docs("we like the lab", "the lab is long , the test is long", "", "Zed zed b a");
foreach (var size in new[] { 0, 1, 3, 6, 40 }) Case("q4a2", group: "words", label: $"public: four documents, maxSize = {size}", docs, size);
Case("q4a2", group: "words", label: "public: no document", Docs(), 5);

// A3
long[][] Ids(params long[][] documents) => documents;
Case("q4a3", group: "batches", label: "public: lengths 2, 5, 1", new object[] { Ids(new long[] { 6, 3 }, new long[] { 2, 9, 4, 4, 7 }, new long[] { 8 }) });
Case("q4a3", group: "batches", label: "public: lengths 0, 3", new object[] { Ids(new long[] { }, new long[] { 5, 2, 3 }) });
Case("q4a3", group: "batches", label: "public: ids 0 and 1 in the documents", new object[] { Ids(new long[] { 1, 0 }, new long[] { 0, 7, 1 }) });
Case("q4a3", group: "batches", label: "public: one document", new object[] { Ids(new long[] { 4, 2, 6 }) });
Case("q4a3", group: "batches", label: "public: equal lengths", new object[] { Ids(new long[] { 3, 2 }, new long[] { 4, 5 }, new long[] { 2, 9 }) });

// B1
Tensor[] Single(Tensor[] some) => some.Select(it => it.to(ScalarType.Float32)).ToArray();
Tensor[] Network(long T, long B, long E, long H) => new[] { Random(T, B, E), Random(B, H), Random(H, E) / Math.Sqrt(E), Random(H, H) / Math.Sqrt(H), Random(H) / 2 };
foreach (var (T, B, E, H) in new (long, long, long, long)[] { (5, 4, 3, 2), (1, 3, 2, 4), (3, 1, 2, 5), (2, 5, 3, 3), (4, 2, 1, 1) }) Case("q4b1", group: "double", label: $"public: T = {T}, B = {B}, E = {E}, H = {H}", Network(T, B, E, H));
Case("q4b1", group: "single", label: "public: float32, T = 5, B = 4, E = 3, H = 2", Single(Network(5, 4, 3, 2)));

// B2
Tensor[] Gates(long B, long E, long H) => new[] { Random(B, E), Random(B, H), Random(3 * H, E) / Math.Sqrt(E), Random(3 * H, H) / Math.Sqrt(H), Random(3 * H) / 2, Random(3 * H) / 2 };
foreach (var (B, E, H) in new (long, long, long)[] { (2, 3, 4), (1, 5, 2), (4, 2, 2), (3, 2, 1) }) Case("q4b2", group: "double", label: $"public: B = {B}, E = {E}, H = {H}", Gates(B, E, H));
Case("q4b2", group: "single", label: "public: float32, B = 2, E = 3, H = 4", Single(Gates(2, 3, 4)));

// B3: judged by torch's own gradient; the cell "Check yourself" of the notebook does the same.
foreach (var (T, B, E, H) in new (long, long, long, long)[] { (5, 4, 3, 2), (1, 3, 2, 4), (3, 1, 2, 5), (2, 5, 3, 3) }) Case("q4b3", group: "general", label: $"public: T = {T}, B = {B}, E = {E}, H = {H}", Network(T, B, E, H).Append(Random(T, B, H)).ToArray());

// C2, C1
object[] Attention(long H, long T, params long[] lengths)
{
    var states = Random(T, lengths.Length, H);
    for (var b = 0; b < lengths.Length; b++)
        for (var t = lengths[b]; t < T; t++) states[t, b] = Random(H) * 30;
    return new object[] { states, Random(H), tensor(lengths) };
}
foreach (var part in new[] { "q4c2", "q4c1" })
{
    Case(part, group: "double", label: "public: T = 4, lengths 4, 1, 3", Attention(5, 4, 4, 1, 3));
    Case(part, group: "double", label: "public: T = 1", Attention(3, 1, 1, 1));
    Case(part, group: "double", label: "public: T = 5, one comment of 2", Attention(4, 5, 2));
    Case(part, group: "double", label: "public: T = 3, all full", Attention(2, 3, 3, 3, 3, 3));
    Case(part, group: "double", label: "public: T = B = H = 2", Attention(2, 2, 2, 1));
    var single = Attention(6, 4, 2, 4, 3);
    Case(part, group: "single", label: "public: float32, T = 4, lengths 2, 4, 3", ((Tensor)single[0]).to(ScalarType.Float32), ((Tensor)single[1]).to(ScalarType.Float32), single[2]);
}
