using Grader.Core;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli.Terminal;

/// <summary>One line a submission as it finishes; on a live terminal a status line below says what is running.</summary>
internal sealed class ProgressLines(IAnsiConsole console, string language)
{
    private readonly Lock _turn = new();
    private readonly HashSet<string> _running = [];
    private int _done;
    private int _all;
    private Action<string>? _status;

    public async Task<GradeOutcome> WatchAsync(Func<IProgress<GradeEvent>, Task<GradeOutcome>> run)
    {
        var report = new Immediate(Show);
        if (!Consoles.Live) return await run(report);
        return await console.Status().Spinner(Spinner.Known.Dots).StartAsync("…", context =>
        {
            _status = text => context.Status(Markup.Escape(text));
            return run(report);
        });
    }

    private void Show(GradeEvent happened)
    {
        lock (_turn)
        {
            switch (happened)
            {
                case StageStarted it:
                    if (_status is null) console.MarkupLineInterpolated($"[grey]{it.What.In(language)} …[/]");
                    else _status(it.What.In(language));
                    break;
                case ClassRead it:
                    _all = it.Intake.Submissions.Length;
                    console.MarkupLineInterpolated($"[bold]{it.Title.In(language)}[/] · {(language == "fa" ? $"{_all} تحویل ({it.Intake.Layout})" : $"{_all} {(_all == 1 ? "submission" : "submissions")} ({it.Intake.Layout})")} · isolation: {it.Isolation}");
                    console.MarkupLine(FormattableString.Invariant(
                        $"[grey]reference proven: {it.Proof.Gradients} gradients on {it.Proof.Cases} cases, autograd within {it.Proof.AgainstAutograd:0.0e+0}, central differences within {it.Proof.AgainstDifferences:0.0e+0}[/]"));
                    break;
                case SubmissionStarted it:
                    _running.Add(it.Id);
                    Status();
                    break;
                case SubmissionFinished it:
                    _running.Remove(it.Result.Id);
                    _done++;
                    Line(it.Result);
                    Status();
                    break;
            }
        }
    }

    private void Line(SubmissionResult it)
    {
        var (mark, colour) = Telling.Mark(it);
        console.MarkupLine($"[{colour}]{mark,-2}[/] {Markup.Escape(SafeText.Visible(it.Id, 24)),-12} {Telling.Total(it),12}  {Markup.Escape(Telling.Reason(it, language))}");
    }

    private void Status()
    {
        if (_running.Count > 0) _status?.Invoke(FormattableString.Invariant($"{_done} / {_all}  ") + string.Join("  ", _running.Order(StringComparer.Ordinal)));
    }

    /// <summary>In the reporting thread, so that no line comes after the table.</summary>
    private sealed class Immediate(Action<GradeEvent> show) : IProgress<GradeEvent>
    {
        public void Report(GradeEvent value) => show(value);
    }
}
