namespace Grader.Core.Formulas;

/// <summary>
/// What is known of a size. A written number is a Literal; 0, I and 𝟏 fit whatever they meet; Unknown is a definition that is still being looked at.
/// </summary>
internal enum SizeKind { Exact, Literal, Zero, Identity, Ones, OnesRow, Unknown }

/// <summary>A vector of n is n×1; 1×1 is a number.</summary>
internal readonly record struct FormulaSize(SizeKind Kind, int Rows, int Columns)
{
    public static readonly FormulaSize Number = new(SizeKind.Exact, 1, 1);
    public static readonly FormulaSize Literal = new(SizeKind.Literal, 1, 1);
    public static readonly FormulaSize Zero = new(SizeKind.Zero, 0, 0);
    public static readonly FormulaSize Identity = new(SizeKind.Identity, 0, 0);
    public static readonly FormulaSize Ones = new(SizeKind.Ones, 0, 1);
    public static readonly FormulaSize OnesRow = new(SizeKind.OnesRow, 1, 0);
    public static readonly FormulaSize Unknown = new(SizeKind.Unknown, 0, 0);

    public static FormulaSize Of(int rows, int columns) => new(SizeKind.Exact, rows, columns);

    public bool IsNumber => Kind is SizeKind.Literal or SizeKind.Zero || this is { Kind: SizeKind.Exact, Rows: 1, Columns: 1 };

    public bool IsExact => Kind == SizeKind.Exact;

    public bool IsVector => IsExact && (Rows == 1 || Columns == 1);

    public bool IsSquare => IsExact && Rows == Columns;

    public FormulaSize Transposed => Kind switch { SizeKind.Ones => OnesRow, SizeKind.OnesRow => Ones, _ => this with { Rows = Columns, Columns = Rows } };

    /// <summary>What follows a name: "is 2×4".</summary>
    public LocalizedText Is => Kind switch
    {
        SizeKind.Identity => new("is an identity matrix", "ماتریس همانی است"),
        SizeKind.Ones or SizeKind.OnesRow => new("is a vector of ones", "برداری از یک‌هاست"),
        SizeKind.Unknown => new("has a size that is not known", "اندازهٔ نامعلومی دارد"),
        _ when IsNumber => new("is a number", "یک عدد است"),
        _ => new($"is {this}", $"به اندازهٔ {this} است"),
    };

    public override string ToString() => FormattableString.Invariant($"{Rows}×{Columns}");
}

/// <summary>A side of an operation: how the student wrote it, and its size.</summary>
internal readonly record struct Operand(FormulaTree Tree, int At, int End, FormulaSize Size)
{
    public string Text => Tree.Slice(At, End);
}

/// <summary>The size of a result, or why there is none.</summary>
internal readonly record struct Sized(FormulaSize Size, LocalizedText? Fault)
{
    public static implicit operator Sized(FormulaSize size) => new(size, null);

    public static implicit operator Sized(LocalizedText fault) => new(FormulaSize.Unknown, fault);
}
