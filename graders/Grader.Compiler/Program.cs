using System.Globalization;
using Grader.Compiler;
using Grader.Contract;
using Microsoft.Win32.SafeHandles;

// A process of its own, in the same sandbox as a worker: source text comes in over one inherited pipe, assemblies or diagnostics go out over
// the other. Nothing that it compiles is ever loaded here. A third argument is the folder of .NET, against which it compiles.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var requests = Pipe(args[0], FileAccess.Read);
using var answers = Pipe(args[1], FileAccess.Write);

Seal.Apply();
OnLargeStack(ScriptCompiler.WarmUp);
await new Frame(0, 0, []).WriteAsync(answers, default); // ready
while (await Frame.ReadAsync(requests, int.MaxValue, default) is { } frame)
{
    CompileResponse? response = null;
    OnLargeStack(() => response = ScriptCompiler.Compile(MessageCodec.DecodeCompileRequest(frame.Payload)));
    var answer = MessageCodec.Encode(response!);
    if (answer.Length > Frame.MaxAnswer) Environment.Exit(CompilerFault.TooLargeExitCode);
    await frame.Answer(answer).WriteAsync(answers, default);
}

static FileStream Pipe(string number, FileAccess access) =>
    new(new SafeFileHandle(int.Parse(number, CultureInfo.InvariantCulture), ownsHandle: true), access, bufferSize: 0);

// Roslyn recurses over syntax; honest code that nests deeply needs more than the usual 1 MiB. A bomb still ends this process, and only it.
static void OnLargeStack(Action action)
{
    var thread = new Thread(() =>
    {
        try
        {
            action();
        }
        catch (InsufficientExecutionStackException)
        {
            Console.Error.WriteLine("Stack overflow.");
            Environment.Exit(CompilerFault.NestingExitCode);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // No source can make us throw but by a fault of ours: the exit code says so, and nobody gets a verdict for it.
            Console.Error.WriteLine(fault);
            Environment.Exit(CompilerFault.ExitCode);
        }
    }, maxStackSize: 64 << 20);
    thread.Start();
    thread.Join();
}
