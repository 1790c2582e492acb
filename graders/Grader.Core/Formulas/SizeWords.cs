namespace Grader.Core.Formulas;

/// <summary>Why two sizes do not fit, with the way out where one is plain.</summary>
internal static class SizeWords
{
    public static readonly LocalizedText OnesUnclear = new("The size of this vector of ones cannot be told from its neighbours.", "اندازهٔ این بردارِ یک‌ها از همسایه‌هایش معلوم نمی‌شود.");

    public static LocalizedText Product(Operand left, Operand right)
    {
        var (l, r) = (left.Size, right.Size);
        if (IndexHint(right) is { } index) return Sizes(left, right).Then(index);
        return Sizes(left, right).Then(new(
            $"{Joined(left, right, " ")} needs a right side of {Rows(l.Columns)}; {ProductHint(left, right).En}.",
            $"در {Joined(left, right, " ")} طرف راست باید {l.Columns} سطر داشته باشد؛ {ProductHint(left, right).Fa}."));
    }

    private static LocalizedText ProductHint(Operand left, Operand right)
    {
        var (l, r) = (left.Size, right.Size);
        if (l.Columns == 1 && r.Columns == 1) return new(
            $"for an outer product write {Bracket(left)} {Bracket(right)}^T, for one entry by entry {Bracket(left)} \\odot {Bracket(right)}",
            $"برای ضرب خارجی {Bracket(left)} {Bracket(right)}^T و برای ضرب درایه‌به‌درایه {Bracket(left)} \\odot {Bracket(right)} بنویسید");
        var swapped = r.Columns == l.Rows;
        if (l.Rows == r.Rows && l.Columns > 1 && !(swapped && IsTransposed(left))) return MissingTranspose(left);
        if (l.Columns == r.Columns && !(swapped && IsTransposed(right))) return MissingTranspose(right);
        if (swapped) return new($"in the other order, {Joined(right, left, " ")}, the sizes fit", $"به ترتیب دیگر، {Joined(right, left, " ")}، اندازه‌ها جور می‌شوند");
        return new($"it has {Rows(r.Rows)}", $"ولی {r.Rows} سطر دارد");
    }

    private static LocalizedText MissingTranspose(Operand side)
    {
        var (size, text) = (side.Size.Transposed, Bracket(side));
        if (IsTransposed(side)) return new("a transpose is missing or one too many", "یک ترانهاده کم یا زیاد است");
        return new($"a transpose is missing ({text}^T is {size})", $"یک ترانهاده جا افتاده است ({text}^T به اندازهٔ {size} است)");
    }

    private static bool IsTransposed(Operand side) => side.Text.TrimEnd('}') is var text && (text.EndsWith("^T", StringComparison.Ordinal) || text.EndsWith("^{T", StringComparison.Ordinal) || text.EndsWith(@"\top", StringComparison.Ordinal) || text.EndsWith('ᵀ') || text.EndsWith('⊤'));

    /// <summary><c>h_i-1</c>: the sign fell out of the index.</summary>
    private static LocalizedText? IndexHint(Operand side) =>
        side.Text.Contains('_', StringComparison.Ordinal) && !side.Text.EndsWith('}') && side.Tree.Slice(side.End, side.End + 2) is ['-' or '+' or '−', (>= '0' and <= '9') or (>= '۰' and <= '۹')]
            ? new("an index with a sign needs braces, as in h_{i-1}.", "اندیسی که علامت دارد آکولاد می‌خواهد، مانند h_{i-1}.") : null;

    public static LocalizedText Sum(Operand left, Operand right, bool minus)
    {
        var hint = LocalizedText.Empty;
        if (left.Size.Transposed == right.Size) hint = new("A transpose is missing.", "یک ترانهاده جا افتاده است.");
        else if (right.Size.Kind == SizeKind.Literal && IndexHint(left) is { } index) return Sizes(left, right).Then(index);
        else if (right.Size.IsNumber || left.Size.IsNumber) hint = new("Write \\mathbf{1} for a vector of ones, I for the identity.", "برای بردارِ یک‌ها \\mathbf{1} و برای ماتریس همانی I بنویسید.");
        return Sizes(left, right).Then(new($"{(minus ? "a difference" : "a sum")} needs equal sizes.", $"برای {(minus ? "تفریق" : "جمع")} باید هم‌اندازه باشند.")).Then(hint);
    }

    public static LocalizedText Elementwise(Operand left, Operand right) => Sizes(left, right).Then(new(
        $"a product entry by entry needs equal sizes.{(left.Size.Transposed == right.Size ? " A transpose is missing." : "")}",
        $"برای ضرب درایه‌به‌درایه باید هم‌اندازه باشند.{(left.Size.Transposed == right.Size ? " یک ترانهاده جا افتاده است." : "")}"));

    public static LocalizedText Outer(Operand left, Operand right) => Sizes(left, right).Then(new("an outer product takes two column vectors.", "ضرب خارجی دو بردار ستونی می‌خواهد."));

    public static LocalizedText Divisor(Operand right) => new(
        $"{Safe(right)} {right.Size.Is.En}: only a number can stand under a fraction.", $"{Safe(right)} {right.Size.Is.Fa}: فقط بر عدد می‌توان تقسیم کرد.");

    public static LocalizedText NotSquare(Operand inner) => new(
        $"{Safe(inner)} {inner.Size.Is.En}: a power needs a square matrix or a number; entry by entry it is written ^{{\\odot k}}.",
        $"{Safe(inner)} {inner.Size.Is.Fa}: توان، ماتریس مربعی یا عدد می‌خواهد؛ توانِ درایه‌به‌درایه را ^{{\\odot k}} بنویسید.");

    public static LocalizedText VectorNeeded(string function, Operand argument) => new(
        $"{Safe(argument)} {argument.Size.Is.En}: {function} takes a vector.", $"{Safe(argument)} {argument.Size.Is.Fa}: {function} بردار می‌خواهد.");

    public static LocalizedText NumberNeeded(Operand side) => new(
        $"{Safe(side)} {side.Size.Is.En}; an index, a bound, an exponent or a condition needs a number.", $"{Safe(side)} {side.Size.Is.Fa}؛ اندیس، کران، توان و شرط باید عدد باشند.");

    public static LocalizedText LinesDiffer(Operand first, Operand other) => new(
        $"{Safe(first)} {first.Size.Is.En}, {Safe(other)} {other.Size.Is.En}: all lines of one definition need equal sizes.",
        $"{Safe(first)} {first.Size.Is.Fa} و {Safe(other)} {other.Size.Is.Fa}: همهٔ سطرهای یک تعریف باید هم‌اندازه باشند.");

    private static LocalizedText Sizes(Operand left, Operand right) => new(
        $"{Safe(left)} {left.Size.Is.En}, {Safe(right)} {right.Size.Is.En}:", $"{Safe(left)} {left.Size.Is.Fa} و {Safe(right)} {right.Size.Is.Fa}:");

    private static string Joined(Operand left, Operand right, string between) => $"{Bracket(left)}{between}{Bracket(right)}";

    private static string Rows(int count) => count == 1 ? "1 row" : $"{count} rows";

    private static string Safe(Operand side) => FormulaWords.Safe(side.Text);

    /// <summary>A difference or sum inside a product needs its brackets.</summary>
    private static string Bracket(Operand side)
    {
        var (text, depth) = (Safe(side), 0);
        foreach (var letter in text)
        {
            depth += letter is '(' or '{' or '[' ? 1 : letter is ')' or '}' or ']' ? -1 : 0;
            if (depth == 0 && letter is '+' or '-' or '−') return $"({text})";
        }
        return text;
    }
}
