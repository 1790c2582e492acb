namespace Grader.Core.Intake;

/// <summary>
/// <c>student.yaml</c>: flat <c>key: value</c> lines. A reader of its own, because the file is a stranger's and a full YAML reader has anchors,
/// tags and an opinion on what <c>402521001</c> is.
/// </summary>
internal sealed record StudentYaml(string Id, string Name, string Email, string Submitted)
{
    public const string FileName = "student.yaml";
    public const int MostBytes = 64 * 1024;

    public static StudentYaml Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n'))
        {
            // Indented lines belong to something nested, which has no meaning here.
            if (line.Length == 0 || char.IsWhiteSpace(line[0]) || line[0] == '#') continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) values.TryAdd(line[..colon].Trim(), Scalar(line[(colon + 1)..].Trim()));
        }
        string Value(string key) => ShownText.Name(values.GetValueOrDefault(key, ""));
        return new StudentYaml(Value("id"), Value("name"), Value("email"), Value("submitted"));
    }

    static string Scalar(string value)
    {
        if (value.Length > 1 && value[0] is '"' or '\'')
        {
            var end = value.IndexOf(value[0], 1);
            if (end > 0) return value[1..end];
        }
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        value = value.StartsWith('#') ? "" : comment >= 0 ? value[..comment].TrimEnd() : value;
        return value is "null" or "~" ? "" : value;
    }
}
