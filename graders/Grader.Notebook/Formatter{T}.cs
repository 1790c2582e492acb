namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Settings for one type; the one for all counts.</summary>
public static class Formatter<T>
{
    public static int ListExpansionLimit { get; set; } = 20;
}
