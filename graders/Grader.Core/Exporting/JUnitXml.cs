using System.Globalization;
using System.Text;
using System.Xml;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>JUnit XML as GitLab, Jenkins, Gitea and GitHub's report actions read it (formats §3.5): the texts are in the elements, since GitLab reads no attribute of a failure.</summary>
public static class JUnitXml
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, IndentChars = "  ", NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static string Write(string name, IEnumerable<(string Suite, IReadOnlyList<TestLine> Tests)> suites)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", Safe(name));
            foreach (var (suite, tests) in suites) Suite(xml, suite, tests);
            xml.WriteEndElement();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Suite(XmlWriter xml, string name, IReadOnlyList<TestLine> tests)
    {
        string Count(TestState state) => tests.Count(it => it.State == state).ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Safe(name));
        xml.WriteAttributeString("tests", tests.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", Count(TestState.Failed));
        xml.WriteAttributeString("errors", Count(TestState.Error));
        xml.WriteAttributeString("skipped", Count(TestState.Skipped));
        xml.WriteAttributeString("time", Seconds(tests.Sum(it => it.Seconds)));
        foreach (var test in tests) Case(xml, test);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, TestLine test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Safe(test.Group));
        xml.WriteAttributeString("name", Safe($"{test.Name} {test.Title}".Trim()));
        xml.WriteAttributeString("file", Safe(test.File));
        if (test.Line > 0) xml.WriteAttributeString("line", test.Line.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", Seconds(test.Seconds));
        xml.WriteStartElement("properties");
        Property(xml, "score", GradesCsv.Number(test.Score));
        Property(xml, "max", GradesCsv.Number(test.Max));
        xml.WriteEndElement();
        if (test.State == TestState.Skipped)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Safe(test.Message));
            xml.WriteEndElement();
        }
        else if (test.State != TestState.Passed)
        {
            xml.WriteStartElement(test.State == TestState.Error ? "error" : "failure");
            xml.WriteAttributeString("message", Safe($"{GradesCsv.Number(test.Score)}/{GradesCsv.Number(test.Max)}: {test.Message}"));
            xml.WriteAttributeString("type", test.Verdict);
            xml.WriteString(Safe(test.Details.Length > 0 ? $"{test.Message}\n{test.Details}" : test.Message));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Safe(string text) => SafeText.Visible(text);
}
