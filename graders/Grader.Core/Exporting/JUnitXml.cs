using System.Text;
using System.Xml;

namespace Grader.Core.Exporting;

/// <summary>Checks as JUnit's XML, as GitLab, Jenkins, Gitea and GitHub's report actions read it.</summary>
public static class JUnitXml
{
    public static string Write(string name, IEnumerable<(string Suite, IReadOnlyList<TestLine> Tests)> suites) => Encoding.UTF8.GetString(JUnitElements.Document(name, xml =>
    {
        foreach (var (suite, tests) in suites) Suite(xml, suite, tests);
    }));

    private static void Suite(XmlWriter xml, string name, IReadOnlyList<TestLine> tests)
    {
        xml.WriteStartElement("testsuite");
        JUnitElements.Text(xml, "name", name);
        JUnitElements.Count(xml, "tests", tests.Count);
        JUnitElements.Count(xml, "failures", tests.Count(it => it.State == TestState.Failed));
        JUnitElements.Count(xml, "errors", tests.Count(it => it.State == TestState.Error));
        JUnitElements.Count(xml, "skipped", tests.Count(it => it.State == TestState.Skipped));
        JUnitElements.Seconds(xml, tests.Sum(it => it.Seconds));
        foreach (var test in tests) Case(xml, test);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, TestLine test)
    {
        var (score, max) = (Results.GradesCsv.Number(test.Score), Results.GradesCsv.Number(test.Max));
        xml.WriteStartElement("testcase");
        JUnitElements.Text(xml, "classname", test.Group);
        JUnitElements.Text(xml, "name", $"{test.Name} {test.Title}".Trim());
        JUnitElements.Text(xml, "file", test.File);
        if (test.Line > 0) JUnitElements.Count(xml, "line", test.Line);
        JUnitElements.Seconds(xml, test.Seconds);
        JUnitElements.Properties(xml, [("score", score), ("max", max)]);
        if (test.State == TestState.Skipped) JUnitElements.Detail(xml, "skipped", test.Message, null, "");
        else if (test.State != TestState.Passed) JUnitElements.Detail(xml, test.State == TestState.Error ? "error" : "failure", $"{score}/{max}: {test.Message}", test.Verdict, test.Details.Length > 0 ? $"{test.Message}\n{test.Details}" : test.Message);
        xml.WriteEndElement();
    }
}
