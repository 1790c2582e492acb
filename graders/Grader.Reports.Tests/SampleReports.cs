using System.Runtime.CompilerServices;
using Grader.Core.Reports;
using Grader.Core.Results;

namespace Grader.Reports.Tests;

/// <summary>The sample class's reports, made of its verified results: nothing is graded here.</summary>
public sealed class SampleReports : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("grader-reports").FullName;

    public ClassResult Result { get; } = ResultsReader.Read(File.ReadAllText(Path.Combine(Here(), "..", "Grader.EndToEnd.Tests", "SampleClassTests.results.verified.txt")));

    public async Task InitializeAsync() =>
        await ReportFiles.WriteAsync(Folder, Result, RunFigures.Read("""{"seconds": 92.4, "run": 30, "fromStore": 2, "times": {"402521016": 11.2, "402521001": 1.4}}"""), "en", CancellationToken.None);

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    private static string Here([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
