using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.Results;

namespace Grader.Core.Running;

internal enum CellStatus { Ok, CompileError, Exception, TimeLimit, MemoryLimit, OutputLimit, Crash, Protocol, Skipped }

/// <summary>What became of one cell of a notebook, for people: its state, what it showed, and what went wrong where.</summary>
internal sealed record CellResult(NotebookCell Cell, CellStatus Status, string Text, LocalizedText Words, string? At, string? Detail)
{
    public ImmutableArray<Picture> Pictures { get; init; } = [];

    public Verdict Verdict => Status switch
    {
        CellStatus.Ok => Verdict.Correct, CellStatus.CompileError => Verdict.CompileError, CellStatus.Exception => Verdict.Exception, CellStatus.TimeLimit => Verdict.TimeLimit,
        CellStatus.MemoryLimit => Verdict.MemoryLimit, CellStatus.OutputLimit => Verdict.OutputLimit, CellStatus.Protocol => Verdict.Protocol, CellStatus.Skipped => Verdict.Skipped, _ => Verdict.Crash,
    };

    /// <summary>The cell behind a link of the chain, by what the compiler said of it and by its outcome.</summary>
    public static CellResult Of(CompiledFile file, int script, int link, SubmissionOutcomes outcomes)
    {
        var cell = file.Cells[link];
        if (file.Compilation!.GaveUp != CompilerLimit.None) return new CellResult(cell, CellStatus.CompileError, "", CompilerWords.Explain(file.Compilation.GaveUp), null, null);
        var name = file.NameOf(cell);
        var error = file.Compilation.Response.Messages.FirstOrDefault(it => it.IsError && it.File == name);
        var outcome = outcomes.Cells.GetValueOrDefault((script, link));
        var ran = outcome is Returned { Value: TupleValue { Items: [TextValue text, ListValue rich, var fault] } } ? (Text: text.Content, Rich: rich, Fault: fault) : default;
        var result = error is not null ? new CellResult(cell, CellStatus.CompileError, ran.Text ?? "", CompilerWords.Explain(error), FormattableString.Invariant($"{name}:{error.Line}:{error.Column}"), $"{error.Id}: {error.Message}")
            : outcome is null ? new CellResult(cell, CellStatus.Skipped, "", new("It was not run.", "اجرا نشد."), null, null)
            : ran.Fault is TupleValue { Items: [TextValue type, TextValue message, TextValue where, IntegerValue line, BoolValue memory] } ? Threw(file, cell, ran.Text!, type.Content, message.Content, where.Content, (int)line.Content, memory.Content)
            : outcome is Returned ? new CellResult(cell, CellStatus.Ok, ran.Text ?? "", LocalizedText.Empty, null, null)
            : Ended(cell, outcome);
        return result with { Pictures = [.. (ran.Rich?.Items ?? []).Select(Picture.Of).OfType<Picture>()] };
    }

    private static CellResult Threw(CompiledFile file, NotebookCell cell, string text, string type, string message, string where, int line, bool memory)
    {
        var place = line > 0 ? NotebookFiles.Place(file.File, where, line) : null;
        return memory
            ? new CellResult(cell, CellStatus.MemoryLimit, text, new("More memory was asked for than there is.", "حافظه‌ای بیش از حد مجاز درخواست شده است."), place, message)
            : new CellResult(cell, CellStatus.Exception, text, new($"It stopped with {type}: {message}", $"اجرا با خطای {type} متوقف شد: {message}"), place, null);
    }

    private static CellResult Ended(NotebookCell cell, Outcome outcome)
    {
        var (status, words) = outcome switch
        {
            TimedOut it => (CellStatus.TimeLimit, new LocalizedText(FormattableString.Invariant($"It did not finish within {it.Limit.TotalSeconds} s of processor time."), FormattableString.Invariant($"در {it.Limit.TotalSeconds} ثانیه زمان پردازنده به پایان نرسید."))),
            TooMuchMemory it => (CellStatus.MemoryLimit, new LocalizedText($"It took more than the {it.Limit >> 20} MiB of memory that it may have.", $"بیش از {it.Limit >> 20} مگابایت حافظهٔ مجاز مصرف کرد.")),
            TooMuchOutput it => (CellStatus.OutputLimit, new LocalizedText($"It printed more than {it.Limit >> 10} KiB.", $"بیش از {it.Limit >> 10} کیلوبایت چاپ کرد.")),
            BrokeProtocol => (CellStatus.Protocol, new LocalizedText("The answer channel was written to by something other than the returned value.", "در کانال پاسخ چیزی جز مقدار برگشتی نوشته شد.")),
            NotRun { Limit.Ticks: > 0 } it => (CellStatus.Skipped, new LocalizedText(FormattableString.Invariant($"It was not run: the cells before it had taken all of the {it.Limit.TotalSeconds} s of processor time."), FormattableString.Invariant($"اجرا نشد: سلول‌های پیش از آن همهٔ {it.Limit.TotalSeconds} ثانیه زمان پردازنده را گرفته بودند."))),
            NotRun => (CellStatus.Skipped, new LocalizedText("It was not run: too many cells before it had ended the whole process.", "اجرا نشد: سلول‌های زیادی پیش از آن کل برنامه را از کار انداخته بودند.")),
            Died { What.Length: > 0 } it => (CellStatus.Crash, new LocalizedText($"torch stopped the whole process: {it.What}", $"torch کل برنامه را متوقف کرد: {it.What}")),
            Died { Signal: 0 } it => (CellStatus.Crash, new LocalizedText(FormattableString.Invariant($"The cell ended the process (exit code {it.ExitCode})."), FormattableString.Invariant($"سلول به کل برنامه پایان داد (کد خروج {it.ExitCode})."))),
            _ => (CellStatus.Crash, new LocalizedText("The cell ended the whole process.", "سلول کل برنامه را از کار انداخت.")),
        };
        return new CellResult(cell, status, "", words, null, null);
    }
}
