using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>Markup that is safe by construction: of <c>Html.Of($"…{value}…")</c> our own literals stand as they are, and every value that is not markup itself is escaped, in attributes (always quoted) too.</summary>
public sealed class Html
{
    public static readonly Html None = new("");

    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    public bool IsEmpty => _markup.Length == 0;

    public static Html Of(Markup markup) => new(markup.ToString());

    public static Html Text(string text) => Of($"{text}");

    public static Html Join(IEnumerable<Html> items) => new(string.Concat(items.Select(it => it._markup)));

    public static Html If(bool condition, Func<Html> then) => condition ? then() : None;

    /// <summary>A file of ours that is embedded in this assembly: style, script.</summary>
    internal static Html Resource(string name) => new(Embedded.Text(name));

    public override string ToString() => _markup;

    /// <summary>What <c>$"…"</c> becomes: literals raw, values escaped.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder _text;

        public Markup(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

        public void AppendLiteral(string literal) => _text.Append(literal);

        public void AppendFormatted(Html markup) => _text.Append(markup._markup);

        public void AppendFormatted(IEnumerable<Html> items)
        {
            foreach (var item in items) _text.Append(item._markup);
        }

        public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(string? value)
        {
            foreach (var letter in SafeText.Visible(value ?? ""))
            {
                switch (letter)
                {
                    case '&': _text.Append("&amp;"); break;
                    case '<': _text.Append("&lt;"); break;
                    case '>': _text.Append("&gt;"); break;
                    case '"': _text.Append("&quot;"); break;
                    case '\'': _text.Append("&#39;"); break;
                    default: _text.Append(letter); break;
                }
            }
        }

        public override string ToString() => _text.ToString();
    }
}
