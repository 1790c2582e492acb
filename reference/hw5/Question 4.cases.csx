// Inputs of the functions of question 4, and for the backward pass the scalar J. Sizes are all different or all equal (which lets a missing
// transpose through the shapes), h0 is not zero, comments are of every length, and slots that must not be read hold large numbers.

// A1: rows as they stand in a file.
(string Text, string Label)[] Rows(params (string, string)[] rows) => rows;
Case("q4a1", group: "tables", label: "duplicates, also with blanks at the ends", new object[] { Rows(("good course", "1"), (" good course ", "1"), ("slow", "0"),
    ("good course", "0"), ("slow\t", " 0 "), ("Good course", "1"), ("\tgood course", "1"), ("slow", "0"), ("very  good", "1"), ("very good", "1")) });
Case("q4a1", group: "tables", label: "texts that are empty once trimmed", new object[] { Rows(("", "1"), ("fair exam", "1"), ("   ", "0"), ("\t", "1"), (" ", "0"), ("x", "0"), ("", "")) });
Case("q4a1", group: "tables", label: "labels that are neither 0 nor 1", new object[] { Rows(("a", "2"), ("b", ""), ("c", " 1 "), ("d", "-1"), ("e", "yes"), ("f", "0"), ("g", "10"), ("h", "0 "), ("i", "?"), ("a", "1")) });
Case("q4a1", group: "tables", label: "nothing", new object[] { Rows() });
Case("q4a1", group: "tables", label: "one row", new object[] { Rows(("  the lab was fun ", "1")) });
Case("q4a1", group: "tables", label: "clean already, in no alphabetical order", new object[] { Rows(("the exam was fair", "1"), ("a hard book", "0"), ("the book was long", "0"), ("It was clear", "1")) });
{
    string[] texts = { "zebra", "the exam", " the exam", "", "lab ", "lab", " ", "Lab", "an easy book", "book" }, labels = { "0", "1", "0", "1", " 1", "2", "0 ", "-" };
    int Pick(int count) => (int)(Math.Abs(RandomScalar()) * 1000) % count;
    foreach (var count in new[] { 25, 60 })
        Case("q4a1", group: "tables", label: $"{count} rows of every kind", new object[] { Enumerable.Range(0, count).Select(_ => (texts[Pick(texts.Length)], labels[Pick(labels.Length)])).ToArray() });
}

// A2: documents of words; many words are equally frequent.
string[][] Docs(params string[] lines) => lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
var ties = Docs("the exam was fair", "the lab was fun", "b a C a , b", "the fair fair exam", "zoo Zoo été _x 10 9 zoo");
foreach (var size in new[] { 0, 1, 2, 3, 5, 9, 16, 17, 100 }) Case("q4a2", group: "words", label: $"many ties, maxSize = {size}", ties, size);
var spread = Docs("c c c c b b b b b a a d", "e c e f f f f f f f", "d g d d", "");
foreach (var size in new[] { 1, 4, 6, 7, 8 }) Case("q4a2", group: "words", label: $"seven words, hardly a tie, maxSize = {size}", spread, size);
Case("q4a2", group: "words", label: "a word often in one document against one in every document", Docs("rare rare rare rare often", "often", "often also", "also"), 2);
Case("q4a2", group: "words", label: "no document", Docs(), 10);
Case("q4a2", group: "words", label: "one word", Docs("clear"), 10);

// A3: documents of ids.
long[][] Ids(params long[][] docs) => docs;
Case("q4a3", group: "batches", label: "lengths 3, 1, 4, 2", new object[] { Ids(new long[] { 5, 7, 2 }, new long[] { 3 }, new long[] { 9, 8, 1, 6 }, new long[] { 4, 4 }) });
Case("q4a3", group: "batches", label: "one document", new object[] { Ids(new long[] { 2, 3, 5, 7, 11 }) });
Case("q4a3", group: "batches", label: "three documents of equal length", new object[] { Ids(new long[] { 1, 2 }, new long[] { 3, 4 }, new long[] { 5, 6 }) });
Case("q4a3", group: "batches", label: "an empty document among others", new object[] { Ids(new long[] { 4, 6 }, new long[] { }, new long[] { 2 }) });
Case("q4a3", group: "batches", label: "ids 0 and 1 inside the documents, and large ones", new object[] { Ids(new long[] { 0, 1, 0 }, new long[] { 1 }, new long[] { 3_000_000_000, 0, 49, 1, 2 }) });
Case("q4a3", group: "batches", label: "one document of one word", new object[] { Ids(new long[] { 42 }) });

// B1: T, B, E, H. Weights are scaled so that tanh bends but does not saturate.
Tensor[] Network(long T, long B, long E, long H, double start = 1) =>
    new[] { Random(T, B, E), Random(B, H) * start, Random(H, E) * (0.8 / Math.Sqrt(E)), Random(H, H) * (0.8 / Math.Sqrt(H)), Random(H) * 0.3 };
Tensor[] Single(Tensor[] some) => some.Select(it => it.to(ScalarType.Float32)).ToArray();
var sizes = new (long T, long B, long E, long H)[] { (4, 3, 2, 5), (1, 2, 3, 4), (6, 1, 4, 3), (3, 2, 5, 1), (2, 4, 1, 3), (3, 3, 3, 3), (1, 1, 1, 1), (5, 2, 3, 3) };
foreach (var (T, B, E, H) in sizes) Case("q4b1", group: "double", label: $"T = {T}, B = {B}, E = {E}, H = {H}", Network(T, B, E, H));
Case("q4b1", group: "double", label: "h0 = 0", Network(3, 2, 4, 5, start: 0));
foreach (var (T, B, E, H) in sizes.Take(4)) Case("q4b1", group: "single", label: $"float32, T = {T}, B = {B}, E = {E}, H = {H}", Single(Network(T, B, E, H)));

// B2: B, E, H.
Tensor[] Gates(long B, long E, long H) => new[] { Random(B, E), Random(B, H), Random(3 * H, E) * (1 / Math.Sqrt(E)), Random(3 * H, H) * (1 / Math.Sqrt(H)), Random(3 * H) * 0.5, Random(3 * H) * 0.5 };
var steps = new (long B, long E, long H)[] { (3, 4, 2), (1, 3, 5), (2, 2, 3), (4, 5, 1), (3, 3, 3), (1, 1, 1), (2, 6, 4) };
foreach (var (B, E, H) in steps) Case("q4b2", group: "double", label: $"B = {B}, E = {E}, H = {H}", Gates(B, E, H));
foreach (var (B, E, H) in steps.Take(4)) Case("q4b2", group: "single", label: $"float32, B = {B}, E = {E}, H = {H}", Single(Gates(B, E, H)));

// B3: the gradient of J = Σ dOut ⊙ states at W_xh, W_hh, b and h_0.
foreach (var (T, B, E, H) in new (long, long, long, long)[] { (4, 3, 2, 5), (1, 2, 3, 4), (6, 1, 4, 3), (3, 2, 5, 1), (3, 3, 3, 3), (5, 2, 3, 2), (2, 4, 3, 2), (1, 1, 2, 2) })
    Case("q4b3", group: "general", label: $"T = {T}, B = {B}, E = {E}, H = {H}", Network(T, B, E, H).Append(Random(T, B, H)).ToArray());
{
    var late = zeros(new long[] { 4, 2, 3 }, ScalarType.Float64);
    late[3] = Random(2, 3);
    Case("q4b3", group: "general", label: "a loss that reads the last state only", Network(4, 2, 5, 3).Append(late).ToArray());
}
Tensor[] q4b3_At(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut) => new[] { Wxh, Whh, b, h0 };
Tensor q4b3_J(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut, Tensor[] at)
{
    var (j, h) = (zeros(1, ScalarType.Float64).sum(), at[3].t()); // in columns, unlike the reference
    for (var t = 0; t < x.shape[0]; t++)
    {
        h = (at[0].mm(x[t].t()) + at[1].mm(h) + at[2].unsqueeze(1)).tanh();
        j = j + (dOut[t].t() * h).sum();
    }
    return j;
}

// C1, C2: states [T, B, H], query [H], lengths [B]. What stands in the padding is large, so that a mask that is too weak shows.
object[] Attention(long H, long T, params long[] lengths)
{
    var states = Random(T, lengths.Length, H);
    for (var b = 0; b < lengths.Length; b++)
        for (var t = lengths[b]; t < T; t++) states[t, b] = Random(H) * 40;
    return new object[] { states, Random(H) * 1.5, tensor(lengths) };
}
object[] SingleAttention(long H, long T, params long[] lengths)
{
    var args = Attention(H, T, lengths);
    return new object[] { ((Tensor)args[0]).to(ScalarType.Float32), ((Tensor)args[1]).to(ScalarType.Float32), args[2] };
}
foreach (var part in new[] { "q4c2", "q4c1" })
{
    Case(part, group: "double", label: "T = 5, lengths 5, 2, 3", Attention(4, 5, 5, 2, 3));
    Case(part, group: "double", label: "T = 4, all full", Attention(3, 4, 4, 4));
    Case(part, group: "double", label: "T = 6, one comment of 4", Attention(2, 6, 4));
    Case(part, group: "double", label: "T = 1", Attention(5, 1, 1, 1, 1));
    Case(part, group: "double", label: "T = 3, lengths 1, 3, 2, 1", Attention(6, 3, 1, 3, 2, 1));
    Case(part, group: "double", label: "T = 7, more padding than needed, lengths 2, 5", Attention(9, 7, 2, 5));
    Case(part, group: "double", label: "T = B = H = 3", Attention(3, 3, 2, 3, 1));
    Case(part, group: "double", label: "H = 1", Attention(1, 4, 3, 4));
    Case(part, group: "single", label: "float32, T = 5, lengths 4, 5, 1", SingleAttention(3, 5, 4, 5, 1));
    Case(part, group: "single", label: "float32, T = 2, lengths 2, 1", SingleAttention(32, 2, 2, 1));
}
Case("q4c1", group: "gradient", label: "the gradient at the query, T = 4, lengths 4, 2, 3", Attention(3, 4, 4, 2, 3));
Case("q4c1", group: "gradient", label: "the gradient at the query, T = 6, lengths 1, 5", Attention(5, 6, 1, 5));
Case("q4c1", group: "gradient", label: "the gradient at the query, T = 3, all full", Attention(2, 3, 3, 3));

// D, E: the probes make their own comments; the cases say which model.
string[] kinds = { "rnn", "gru", "lstm" };
foreach (var kind in kinds)
    foreach (var attention in new[] { false, true })
        Case("q4d1", group: "models", label: $"{kind}{(attention ? " with attention" : "")}", kind, attention, false, 1L);
foreach (var (both, layers, group, label) in new[] { (false, 1L, "plain", "one direction"), (true, 1L, "directions", "two directions"), (false, 2L, "layers", "two layers"), (true, 2L, "both", "two layers, two directions") })
    foreach (var kind in kinds)
        foreach (var attention in new[] { false, true })
        {
            Case("q4d2", group: attention ? "attention" : "last", label: $"{kind}, {label}{(attention ? ", attention" : "")}", kind, attention, both, layers);
            Case("q4d3", group: group, label: $"{kind}, {label}{(attention ? ", attention" : "")}", kind, attention, both, layers);
        }
foreach (var kind in kinds) Case("q4e1", group: "epoch", label: $"{kind}, one epoch", kind, 0);
Case("q4e1", group: "learning", label: "gru, five epochs", "gru", 5);
foreach (var kind in kinds) Case("q4e2", group: "models", label: $"{kind}, in training mode before", kind, true);
Case("q4e2", group: "models", label: "gru, in evaluation mode before", "gru", false);
