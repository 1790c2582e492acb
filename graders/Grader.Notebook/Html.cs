using System.Text;

namespace Microsoft.AspNetCore.Html;

public interface IHtmlContent;

public sealed class HtmlString(string? value) : IHtmlContent
{
    public static readonly HtmlString Empty = new("");

    public string Value { get; } = value ?? "";

    public override string ToString() => Value;
}

public sealed class HtmlContentBuilder : IHtmlContent
{
    private readonly StringBuilder _text = new();

    public HtmlContentBuilder AppendHtml(string encoded)
    {
        _text.Append(encoded);
        return this;
    }

    public override string ToString() => _text.ToString();
}
