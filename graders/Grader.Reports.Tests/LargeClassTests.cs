using System.Diagnostics;
using System.Globalization;
using Grader.Core.Reports;
using Grader.Core.Results;

namespace Grader.Reports.Tests;

public sealed class LargeClassTests(SampleReports sample) : IClassFixture<SampleReports>
{
    [Fact]
    public async Task A_class_of_a_thousand_is_rendered_in_seconds_and_its_report_stays_small()
    {
        var all = sample.Result.Submissions;
        var class_ = sample.Result with { Submissions = [.. Enumerable.Range(0, 1000).Select(i => all[i % all.Length] with { Id = (402_600_000 + i).ToString(CultureInfo.InvariantCulture) })] };
        var folder = Directory.CreateTempSubdirectory("grader-large").FullName;
        // Processor time, so that a busy machine fails no test.
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var report = ClassReport.Render(class_, null, "fa");
        foreach (var it in class_.Submissions) StudentReport.Render(class_, it, "fa");
        Assert.InRange((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds, 0, 5);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(report), 1, 3_000_000);

        await ReportFiles.WriteAsync(folder, class_, null, "fa", CancellationToken.None);
        Assert.Equal(4000, Directory.GetFiles(Path.Combine(folder, "students"), "*", SearchOption.AllDirectories).Length);
        Directory.Delete(folder, recursive: true);
    }
}
