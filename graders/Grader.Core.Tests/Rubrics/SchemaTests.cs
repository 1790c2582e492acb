using System.Runtime.CompilerServices;
using System.Text.Json;
using Grader.Core.Rubrics;

namespace Grader.Core.Tests.Rubrics;

public sealed class SchemaTests
{
    [Fact]
    public void The_schema_for_editors_knows_the_keys_that_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository(), "rubrics", "rubric.schema.json")));
        var definitions = schema.RootElement.GetProperty("$defs");
        Assert.Equal(RubricReader.HomeworkKeys.Order(StringComparer.Ordinal), Keys(schema.RootElement));
        Assert.Equal(RubricReader.QuestionKeys.Order(StringComparer.Ordinal), Keys(definitions.GetProperty("question")));
        Assert.Equal(PartReader.Keys.Order(StringComparer.Ordinal), Keys(definitions.GetProperty("part")));
        var checks = definitions.GetProperty("check").GetProperty("oneOf").EnumerateArray().ToDictionary(it => it.GetProperty("properties").GetProperty("kind").GetProperty("const").GetString()!);
        Assert.Equal(CheckReader.Kinds.Keys, checks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(CheckReader.AllKeys.Order(StringComparer.Ordinal), checks.Values.SelectMany(Keys).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Keys(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(it => it.Name).Order(StringComparer.Ordinal);

    private static string Repository([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));
}
