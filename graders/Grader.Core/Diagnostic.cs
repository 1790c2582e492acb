namespace Grader.Core;

/// <summary>A place in a file of the TA's; line and column count from 1.</summary>
public sealed record SourcePosition(string File, int Line, int Column)
{
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}");
}

/// <summary>A complaint about the homework's own files: what is wrong, where, and how to get out of it.</summary>
public sealed record Diagnostic(SourcePosition At, string Code, string Message, string Help)
{
    public override string ToString() => $"{At}: error {Code}: {Message}{(Help.Length == 0 ? "" : $"\n  help: {Help}")}";
}

/// <summary>The homework cannot be graded with; every complaint at once, in file order.</summary>
public sealed class HomeworkException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join('\n', diagnostics))
{
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
