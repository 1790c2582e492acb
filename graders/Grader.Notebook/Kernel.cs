using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>
/// Stand-ins for what .NET Interactive gives to a C# notebook, so that a student's cells run where that program is not: what they display is kept as
/// text for the report, and nothing leaves the process.
/// </summary>
public class Kernel
{
    public static DisplayedValue display(object? value, params string[] mimeTypes) => new(value, mimeTypes);

    public static IHtmlContent HTML(string content) => new HtmlString(content);

    public static DisplayedValue CSS(string content) => new(null, ["text/css"], quiet: content is not null);

    public static DisplayedValue Javascript(string content) => new(null, ["application/javascript"], quiet: content is not null);

    public static DisplayedValue javascript(string content) => Javascript(content);
}

/// <summary>What was displayed, to be replaced later: each replacement is shown below the first.</summary>
public sealed class DisplayedValue
{
    private readonly string[] _mimeTypes;

    internal DisplayedValue(object? value, string[] mimeTypes, bool quiet = false)
    {
        _mimeTypes = mimeTypes;
        if (!quiet) Shown.Show(value, mimeTypes);
    }

    public void Update(object? updatedValue) => Shown.Show(updatedValue, _mimeTypes);
}

public static class DisplayExtensions
{
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => new(value, mimeTypes);

    public static DisplayedValue DisplayAs(this string value, string mimeType, params string[] additionalMimeTypes) => new(value, [mimeType, .. additionalMimeTypes]);

    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> source) => new(source, []);
}

/// <summary>There is no other kernel to speak to.</summary>
public sealed class KernelInvocationContext
{
    public static KernelInvocationContext Current { get; } = new();

    public DisplayedValue Display(object? value, params string[] mimeTypes) => new(value, mimeTypes);

    public DisplayedValue DisplayAs(string value, string mimeType) => new(value, [mimeType]);
}
