using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Grader.Core.Tests.Exporting;

/// <summary>The schema of Jenkins's xunit plugin (junit-10.xsd) in our own words; what GitLab and others read besides is allowed where it is not strict.</summary>
internal static class JUnitSchema
{
    private const string Text = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:complexType name="detail" mixed="true"><xs:attribute name="message"/><xs:attribute name="type"/></xs:complexType>
          <xs:complexType name="properties"><xs:sequence><xs:element name="property" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
            <xs:attribute name="name" use="required"/><xs:attribute name="value" use="required"/></xs:complexType></xs:element></xs:sequence></xs:complexType>
          <xs:simpleType name="seconds"><xs:restriction base="xs:string"><xs:pattern value="[0-9]+(\.[0-9]+)?"/></xs:restriction></xs:simpleType>
          <xs:element name="testsuites"><xs:complexType>
            <xs:sequence><xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="properties" type="properties"/>
                <xs:element name="testcase"><xs:complexType>
                  <xs:choice minOccurs="0" maxOccurs="unbounded">
                    LOOSE-ELEMENT
                    <xs:element name="skipped" type="detail"/><xs:element name="error" type="detail"/><xs:element name="failure" type="detail"/>
                    <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
                  </xs:choice>
                  <xs:attribute name="name" use="required"/><xs:attribute name="time" type="seconds"/><xs:attribute name="classname"/><xs:attribute name="group"/>
                  LOOSE-ATTRIBUTE
                </xs:complexType></xs:element>
              </xs:choice>
              <xs:attribute name="name" use="required"/><xs:attribute name="tests" type="xs:int" use="required"/><xs:attribute name="failures" type="xs:int" use="required"/>
              <xs:attribute name="errors" type="xs:int" use="required"/><xs:attribute name="skipped" type="xs:int"/><xs:attribute name="time" type="seconds"/>
            </xs:complexType></xs:element></xs:sequence>
            <xs:attribute name="name"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;

    public static XDocument Read(byte[] xml, bool strict)
    {
        var schema = Text.Replace("LOOSE-ELEMENT", strict ? "" : """<xs:element name="properties" type="properties"/>""", StringComparison.Ordinal)
            .Replace("LOOSE-ATTRIBUTE", strict ? "" : """<xs:attribute name="file"/><xs:attribute name="line" type="xs:int"/>""", StringComparison.Ordinal);
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(new StringReader(schema));
        schemas.Add(null, reader);
        using var stream = new MemoryStream(xml);
        var document = XDocument.Load(stream);
        document.Validate(schemas, (_, fault) => Assert.Fail(fault.Message));
        return document;
    }
}
