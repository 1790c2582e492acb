using System.Reflection;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Packing;

/// <summary>Files that every kit has, with the homework's own words put in: <c>Packing/templates/kit/</c>, each as it lies in the kit; <c>course/</c> is the course's own side.</summary>
internal static class KitTemplates
{
    public static IEnumerable<(string Name, string Text)> For(string side, Rubric rubric, PackRequest request, IReadOnlyCollection<string> answers)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(it => it.StartsWith(side + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");
            foreach (var (key, value) in Words(rubric, request, answers)) text = text.Replace("{{" + key + "}}", value, StringComparison.Ordinal);
            yield return (resource[(side.Length + 1)..], text);
        }
    }

    private static IEnumerable<(string Key, string Value)> Words(Rubric rubric, PackRequest request, IReadOnlyCollection<string> answers) =>
    [
        ("homework", rubric.Homework), ("title.en", rubric.Title.En), ("title.fa", rubric.Title.Fa), ("version", GradeRun.Version), ("points", GradesCsv.Number(rubric.Points)),
        ("due", rubric.Due?.Written ?? "–"), ("answers", string.Join(", ", answers.Order(StringComparer.Ordinal).Select(it => $"`{it}`"))),
        ("source", request.Source is { } feed ? $"<add key=\"course\" value=\"{System.Security.SecurityElement.Escape(feed)}\" />" : request.Tool is not null ? "<add key=\"kit\" value=\"tools\" />" : ""),
        ("mapping", request.Source is null && request.Tool is null ? "" : $"<packageSource key=\"{(request.Source is null ? "kit" : "course")}\"><package pattern=\"Grader.Tool\" /></packageSource>"),
    ];
}
