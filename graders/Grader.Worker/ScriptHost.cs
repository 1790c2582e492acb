using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Grader.Contract;

namespace Grader.Worker;

/// <summary>Loads script chains that were compiled elsewhere and calls the delegates that their last link fetches.</summary>
internal sealed partial class ScriptHost
{
    private readonly Dictionary<int, Delegate[]> _scripts = [];
    private readonly Dictionary<string, Assembly> _links = [];
    private readonly Dictionary<int, NotebookHost> _notebooks = [];

    public ScriptHost() => AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => _links.GetValueOrDefault(wanted.Name);

    public WorkerResponse Answer(WorkerRequest request)
    {
        try
        {
            return request switch
            {
                LoadRequest it => Load(it),
                CellRequest it => Cell(it),
                CallRequest it => Call(it),
                SetThreadsRequest it => SetThreads(it),
                DifferentiateRequest it => Differentiation.Answer(_scripts[it.Script][it.AtSlot], _scripts[it.Script][it.JSlot], it.Arguments, it.Step),
                _ => throw new InvalidOperationException($"Unknown request {request.GetType().Name}."),
            };
        }
        catch (Exception fault) // whatever a script throws is an answer like any other
        {
            return Threw(fault);
        }
    }

    /// <summary>Each link's factory runs its top-level statements over one shared array of submission states, as Roslyn's own runner does.</summary>
    private ReturnedResponse Load(LoadRequest request)
    {
        var states = new object[request.Images.Length + 1];
        object? last = null;
        Exception? fault = null;
        foreach (var image in request.Images)
        {
            var link = Assembly.Load(image.Assembly, image.Symbols);
            _links[link.FullName!] = link;
            var factory = link.GetTypes().Select(it => it.GetMethod("<Factory>")).First(it => it is not null)!;
            try
            {
                last = factory.CreateDelegate<Func<object[], Task<object>>>()(states).GetAwaiter().GetResult();
            }
            catch (Exception thrown) when (image != request.Images[^1])
            {
                fault ??= thrown; // functions stand even where the file's own statements fail; the caller is told
            }
        }
        _scripts[request.Script] = ((object[])last!).Cast<Delegate>().ToArray();
        return new ReturnedResponse(fault is null ? Value.Nothing : new TextValue(Describe(fault)), []);
    }

    private ReturnedResponse Cell(CellRequest request)
    {
        if (!_notebooks.TryGetValue(request.Script, out var notebook)) _notebooks[request.Script] = notebook = new NotebookHost();
        var link = Assembly.Load(request.Image.Assembly, request.Image.Symbols);
        _links[link.FullName!] = link;
        if (!request.IsLast) return new ReturnedResponse(notebook.Run(link, request.Run), []);
        _scripts[request.Script] = notebook.Fetch(link);
        return new ReturnedResponse(Value.Nothing, []);
    }

    private static ReturnedResponse SetThreads(SetThreadsRequest request)
    {
        TorchSharp.torch.set_num_threads(request.Count);
        return new ReturnedResponse(Value.Nothing, []);
    }

    private ReturnedResponse Call(CallRequest request)
    {
        var function = _scripts[request.Script][request.Slot];
        if (request.Seed is { } seed) TorchSharp.torch.manual_seed(seed);
        var arguments = Marshalling.ToArguments(function, request.Arguments);
        var result = Marshalling.ToValue(Invoke(function, arguments));
        var after = arguments.Select(it => Marshalling.ToValue(it)).ToList();
        return new ReturnedResponse(result, [.. Enumerable.Range(0, arguments.Length).Where(i => !Value.SameBits(after[i], request.Arguments[i]))]);
    }

    internal static object? Invoke(Delegate function, object?[] arguments)
    {
        try
        {
            return function.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException wrapper) when (wrapper.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    internal static ThrewResponse Threw(Exception fault)
    {
        // That a type could not be initialised says nothing; why, does.
        while (fault is TypeInitializationException { InnerException: { } why }) fault = why;
        var memory = fault is OutOfMemoryException || fault.Message.Contains("can't allocate memory", StringComparison.Ordinal);
        var (file, line) = ScriptPlace(fault);
        return new ThrewResponse(fault.GetType().Name, FirstLines(fault.Message), file, line, memory);
    }

    private static string Describe(Exception fault)
    {
        var (file, line) = ScriptPlace(fault);
        return $"{file}:{line}: {fault.GetType().Name}: {FirstLines(fault.Message)}";
    }

    /// <summary>The innermost frame that has a script's line; a tail of native frames (libtorch's own back trace) is no use to a student.</summary>
    private static (string File, int Line) ScriptPlace(Exception fault)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var frame = new StackTrace(fault, fNeedFileInfo: true).GetFrames().FirstOrDefault(it => it.GetFileLineNumber() > 0 && it.GetFileName() is { } name && !name.EndsWith(".cs", StringComparison.Ordinal));
        return (frame?.GetFileName() ?? "", frame?.GetFileLineNumber() ?? 0);
    }

    private static string FirstLines(string message)
    {
        // libtorch appends its own back trace, with addresses that differ from run to run.
        var text = message;
        foreach (var tail in new[] { "\nException raised from", "\nframe #" })
        {
            if (text.IndexOf(tail, StringComparison.Ordinal) is var end and >= 0) text = text[..end];
        }
        text = ScriptName().Replace(text.Trim(), "script"); // never the same twice
        return text.Length > 1000 ? text[..1000] + "…" : text;
    }

    [GeneratedRegex("ℛ\\*[0-9a-f-]{36}#[0-9]+-[0-9]+")]
    private static partial Regex ScriptName();
}
