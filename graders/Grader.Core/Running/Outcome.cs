using System.Collections.Immutable;
using Grader.Contract;

namespace Grader.Core.Running;

/// <summary>What one call came to. <paramref name="Printed"/> is what the code printed meanwhile, cut.</summary>
internal abstract record Outcome(string Printed)
{
    /// <summary>The process died of it, so each further one costs a restart.</summary>
    public virtual bool Kills => true;
}

internal sealed record Returned(Value Value, ImmutableArray<int> MutatedArguments, string Printed) : Outcome(Printed)
{
    public override bool Kills => false;
}

internal sealed record Threw(ThrewResponse Exception, string Printed) : Outcome(Printed)
{
    public override bool Kills => false;
}

/// <summary>Called twice with the same arguments, it gave two answers.</summary>
internal sealed record Unstable(Value First, Value Second, string Printed) : Outcome(Printed)
{
    public override bool Kills => false;
}

/// <summary>A formula that has no value on this case: its sizes do not fit, or an index leaves its array.</summary>
internal sealed record NotEvaluated(LocalizedText Words) : Outcome("")
{
    public override bool Kills => false;
}

/// <summary>A cell that was not run any more: those before it had taken all of the time (<paramref name="Limit"/>), or had killed too many processes.</summary>
internal sealed record NotRun(TimeSpan Limit) : Outcome("")
{
    public override bool Kills => false;
}

internal sealed record TimedOut(TimeSpan Limit, string Printed) : Outcome(Printed);

/// <summary>The control group's own counter or the watchdog found more memory than allowed, or the program died of having none left.</summary>
internal sealed record TooMuchMemory(long Limit, string Printed) : Outcome(Printed);

internal sealed record TooMuchOutput(int Limit, string Printed) : Outcome(Printed);

internal sealed record BrokeProtocol(string Detail, string Printed) : Outcome(Printed);

/// <summary>The process ended in the middle: by a signal, by <c>abort()</c> inside torch, or by <c>Environment.Exit</c>.</summary>
internal sealed record Died(int ExitCode, string Printed) : Outcome(Printed)
{
    /// <summary>The signal that ended it, 0 when it ended by itself.</summary>
    public int Signal => ExitCode > 128 ? ExitCode - 128 : 0;

    /// <summary>Killed by a signal that nobody can catch: its own doing, or the machine's, so it is tried once more.</summary>
    public bool FromOutside => Signal == 9;

    /// <summary>An allocation that failed where nothing can throw: the runtime's and C++'s words for it.</summary>
    public bool OutOfMemory => Signal == 6 && (Printed.Contains("std::bad_alloc", StringComparison.Ordinal) || Printed.Contains("Out of memory", StringComparison.Ordinal));

    /// <summary>torch's last words: the line of <c>what():</c>.</summary>
    public string What
    {
        get
        {
            var at = Printed.LastIndexOf("what():", StringComparison.Ordinal);
            return at < 0 ? "" : Printed[(at + 7)..].Split('\n')[0].Trim();
        }
    }
}
