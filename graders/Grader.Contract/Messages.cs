using System.Collections.Immutable;

namespace Grader.Contract;

/// <summary>
/// One emitted link of a script chain. <paramref name="Link"/> is its place among the sources, −1 for a link of our own;
/// <see cref="Needs"/> are the links whose variables it uses, itself or by the functions that it may call.
/// </summary>
public sealed record ScriptImage(byte[] Assembly, byte[] Symbols, int Link = -1)
{
    public ImmutableArray<int> Needs { get; init; } = [];
}

/// <summary>A script's source under the name that its author knows.</summary>
public sealed record ScriptSource(string FileName, string Text);

/// <summary>
/// A function to fetch from a script. Types are C# as written in the rubric's signature; <paramref name="Key"/> is the caller's own name for it.
/// </summary>
public sealed record FunctionRequest(string Key, string Name, string ReturnType, ImmutableArray<string> ParameterTypes);

/// <summary>
/// Compile these scripts as one chain, each seeing those before it, and fetch functions from its end. With <paramref name="Cells"/> the links are the
/// cells of a notebook: one that does not compile is left out, a name that is declared again replaces the earlier one for all that use it, and
/// <paramref name="Probes"/> (an author's functions, in the scope of the cells) come after the last.
/// </summary>
public sealed record CompileRequest(ImmutableArray<ScriptSource> Links, ImmutableArray<FunctionRequest> Functions, bool Cells = false, ScriptSource? Probes = null);

/// <summary>What the compiler said. Lines and columns count from 1; <paramref name="Message"/> is the compiler's own English.</summary>
public sealed record CompilerMessage(string File, string Id, bool IsError, string Message, int Line, int Column, int EndLine, int EndColumn, string SourceLine);

/// <summary>How a function was found. <paramref name="Slot"/> is its place among the fetched delegates, −1 when it could not be had.</summary>
public sealed record FunctionFit(string Key, int Slot, FitNote Note, string FoundAs, ImmutableArray<CompilerMessage> Messages);

/// <summary>What was unusual about a function that was found, or why it was not.</summary>
public enum FitNote : byte { Exact, OptionalParameters, ScalarCasts, OtherName, Missing, WrongSignature, NotStatic, DoesNotCompile }

/// <summary>A use of something that was declared elsewhere, by its bound symbol: <c>System.IO.File.ReadAllText</c>.</summary>
public sealed record SymbolUse(string Symbol, string File, int Line, int Column, string SourceLine, ImmutableArray<string> UsedBy);

/// <summary>The compiled chain; <paramref name="Images"/> is empty when a link has errors. The last image fetches the delegates.</summary>
public sealed record CompileResponse(
    ImmutableArray<ScriptImage> Images, ImmutableArray<FunctionFit> Functions, ImmutableArray<CompilerMessage> Messages, ImmutableArray<SymbolUse> Uses);

/// <summary>What the worker is told to do.</summary>
public abstract record WorkerRequest;

/// <summary>Load a compiled chain under a number of ours and run its top-level statements.</summary>
public sealed record LoadRequest(int Script, ImmutableArray<ScriptImage> Images) : WorkerRequest;

/// <summary>
/// Load the next link of a notebook; with <paramref name="Run"/> its statements are run, else only what it declares is there.
/// The link <paramref name="IsLast"/> fetches the delegates. Answers what the cell showed: a list of pairs of media type and text.
/// </summary>
public sealed record CellRequest(int Script, ScriptImage Image, bool Run, bool IsLast) : WorkerRequest;

/// <summary>Call the delegate in <paramref name="Slot"/> of a loaded script, after setting torch's seed where one is given.</summary>
public sealed record CallRequest(int Script, int Slot, ImmutableArray<Value> Arguments, long? Seed = null) : WorkerRequest;

/// <summary>
/// The gradient of a scalar J at the tensors that At gives: by autograd, and by central differences with steps
/// <paramref name="Step"/> and 2·<paramref name="Step"/>. Answers a tuple of three lists of tensors.
/// </summary>
public sealed record DifferentiateRequest(int Script, int AtSlot, int JSlot, ImmutableArray<Value> Arguments, double Step) : WorkerRequest;

/// <summary>How many threads torch may use; 1 unless the author's own reference is measured.</summary>
public sealed record SetThreadsRequest(int Count) : WorkerRequest;

/// <summary>What a request came to inside the worker. Limits, crashes and forged answers are seen from outside.</summary>
public abstract record WorkerResponse;

public sealed record ReturnedResponse(Value Value, ImmutableArray<int> MutatedArguments) : WorkerResponse;

/// <summary>An exception of the script. <paramref name="Line"/> is the innermost line of the script's own, 0 when unknown.</summary>
public sealed record ThrewResponse(string ExceptionType, string Message, string File, int Line, bool OutOfMemory) : WorkerResponse;
