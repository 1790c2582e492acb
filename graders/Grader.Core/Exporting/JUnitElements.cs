using System.Globalization;
using System.Text;
using System.Xml;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>What every JUnit file of ours is made of (formats §3.5): texts are in the elements, since GitLab reads no attribute of a failure.</summary>
internal static class JUnitElements
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, IndentChars = "  ", NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static byte[] Document(string name, Action<XmlWriter> suites)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement("testsuites");
            Text(xml, "name", name);
            suites(xml);
            xml.WriteEndElement();
        }
        return [.. buffer.ToArray(), (byte)'\n'];
    }

    public static void Text(XmlWriter xml, string name, string text) => xml.WriteAttributeString(name, SafeText.Visible(text));

    public static void Count(XmlWriter xml, string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));

    public static void Seconds(XmlWriter xml, double seconds) => xml.WriteAttributeString("time", seconds == 0 ? "0" : seconds.ToString("0.000", CultureInfo.InvariantCulture));

    public static void Properties(XmlWriter xml, IEnumerable<(string Name, string Value)> properties)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in properties)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", value);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>GitLab reads the text alone, Jenkins the attributes too.</summary>
    public static void Detail(XmlWriter xml, string element, string message, string? type, string text)
    {
        xml.WriteStartElement(element);
        Text(xml, "message", message);
        if (type is not null) xml.WriteAttributeString("type", type);
        xml.WriteString(SafeText.Visible(text));
        xml.WriteEndElement();
    }
}
