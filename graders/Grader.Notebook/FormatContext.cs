namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>What a formatter writes to.</summary>
public sealed class FormatContext(TextWriter writer)
{
    public TextWriter Writer { get; } = writer;
}
