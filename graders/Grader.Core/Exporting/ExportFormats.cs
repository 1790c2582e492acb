using System.Collections.Immutable;

namespace Grader.Core.Exporting;

/// <summary>All formats, in the order in which they are listed.</summary>
public static class ExportFormats
{
    public static readonly ImmutableArray<ExportFormat> All =
    [
        OwnCsvExport.Format, MoodleWorksheetExport.Format, MoodleFeedbackExport.Format, CanvasExport.Format, BrightspaceExport.Format, BlackboardExport.Format, NbgraderExport.Format,
        GradescopeExport.Format, JUnitExport.Format, JUnitExport.Strict, CtrfExport.Format, GitHubCommandsExport.Format, GitHubSummaryExport.Format,
        ClassroomExport.Format, Classroom50Export.Format, PrairieLearnExport.Format, SarifExport.Format, ExercismExport.Format,
    ];

    /// <exception cref="UsageException">There is no format of this name.</exception>
    public static ExportFormat Find(string name) =>
        All.FirstOrDefault(it => it.Name == name) ?? throw new UsageException($"There is no format '{name}'. {Yaml.Spelling.DidYouMean(name, [.. All.Select(it => it.Name)])} (All of them: grader export --list)");
}
