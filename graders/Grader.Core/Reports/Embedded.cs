namespace Grader.Core.Reports;

/// <summary>Files that are compiled into this assembly, so that a report needs nothing beside it.</summary>
internal static class Embedded
{
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream($"Grader.Core.Reports.{name}") ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(Bytes(name));
}
