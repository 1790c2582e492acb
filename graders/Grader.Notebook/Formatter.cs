using System.Collections.Concurrent;
using System.Globalization;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Registrations are kept and used where a value is shown as text; the settings are there to be set.</summary>
public static class Formatter
{
    private static readonly ConcurrentDictionary<Type, (string Mime, Func<object, string> Format)> Registered = new();

    public static string DefaultMimeType { get; set; } = "text/html";

    public static string NullString { get; set; } = "<null>";

    public static int ListExpansionLimit { get; set; } = 20;

    public static int RecursionLimit { get; set; } = 6;

    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain") => Add(typeof(T), mimeType, it => formatter((T)it));

    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = "text/plain") => Add(typeof(T), mimeType, it => Written(writer => formatter((T)it, writer)));

    public static void Register<T>(FormatDelegate<T> formatter, string mimeType = "text/plain") => Add(typeof(T), mimeType, it => Written(writer => formatter((T)it, new FormatContext(writer))));

    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = "text/plain") => Add(type, mimeType, it => Written(writer => formatter(it, writer)));

    public static void Register(Type type, FormatDelegate<object> formatter, string mimeType = "text/plain") => Add(type, mimeType, it => Written(writer => formatter(it, new FormatContext(writer))));

    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes) => ArgumentNullException.ThrowIfNull(type);

    public static void SetPreferredMimeTypeFor(Type type, string preferredMimeType) => ArgumentNullException.ThrowIfNull(type);

    public static IEnumerable<string> GetPreferredMimeTypesFor(Type? type) => [type is not null && Registered.TryGetValue(type, out var it) ? it.Mime : DefaultMimeType];

    public static void ResetToDefault() => Registered.Clear();

    public static string ToDisplayString(this object? value, string mimeType = "text/plain") => Shown.Text(value, out _);

    public static void FormatTo<T>(this T value, TextWriter writer, string mimeType = "text/plain") => writer.Write(Shown.Text(value, out _));

    public static void FormatTo<T>(this T value, FormatContext context, string mimeType = "text/plain") => context.Writer.Write(Shown.Text(value, out _));

    /// <summary>By a registration for the type, one of its bases or its interfaces.</summary>
    internal static (string Mime, string Text)? Find(object value)
    {
        if (Registered.IsEmpty) return null;
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (Registered.TryGetValue(type, out var own)) return (own.Mime, own.Format(value));
            if (type.IsGenericType && Registered.TryGetValue(type.GetGenericTypeDefinition(), out var open)) return (open.Mime, open.Format(value));
        }
        foreach (var type in value.GetType().GetInterfaces())
            if (Registered.TryGetValue(type, out var of)) return (of.Mime, of.Format(value));
        return null;
    }

    private static void Add(Type type, string mimeType, Func<object, string> format) => Registered[type] = (mimeType, format);

    private static string Written(Action<TextWriter> write)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        write(writer);
        return writer.ToString();
    }
}
