using System.Collections.Immutable;
using System.Text;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Storing;

/// <summary>What running a submission gave, before any judgement: what the compiler said of each script, and the outcome of each call. Scoring needs no more.</summary>
internal sealed record StoredRun(ImmutableArray<Compilation?> Compilations, SubmissionOutcomes Outcomes)
{
    private enum Tag : byte { Returned, Threw, Unstable, TimedOut, TooMuchMemory, TooMuchOutput, BrokeProtocol, Died, NotRun }

    public static StoredRun Of(CompiledSubmission compiled, SubmissionOutcomes outcomes) =>
        new([.. compiled.Files.Select(it => it.Compilation is { } compilation ? compilation with { Response = compilation.Response with { Images = [] } } : null)], outcomes);

    public CompiledSubmission Of(Submission submission, Rubric rubric) => new(submission,
        [.. CompiledSubmission.FilesOf(rubric).Zip(Compilations, (file, compilation) => CompiledFile.Of(file.Key, submission.Files.GetValueOrDefault(file.Key), compilation))]);

    /// <summary>Parts that ran once more with stand-ins for others.</summary>
    public ImmutableArray<RepairedPart> Repaired { get; init; } = [];

    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write(Compilations.Length);
        foreach (var compilation in Compilations) Write(writer, compilation);
        Write(writer, Outcomes);
        writer.Write(Repaired.Length);
        foreach (var it in Repaired)
        {
            Text(writer, it.Part);
            writer.Write(it.Replaced.Length);
            foreach (var part in it.Replaced) Text(writer, part);
            Write(writer, it.Compilation with { Response = it.Compilation.Response with { Images = [] } });
            Write(writer, it.Outcomes);
        }
        return buffer.ToArray();
    }

    public static StoredRun FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var compilations = All(reader, () => ReadCompilation(reader));
        var outcomes = ReadOutcomes(reader);
        return new StoredRun(compilations, outcomes) { Repaired = All(reader, () => new RepairedPart(Text(reader), All(reader, () => Text(reader)), ReadCompilation(reader)!, ReadOutcomes(reader))) };
    }

    private static ImmutableArray<T> All<T>(BinaryReader reader, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = reader.ReadInt32(); left > 0; left--) items.Add(read());
        return items.ToImmutable();
    }

    private static void Write(BinaryWriter writer, Compilation? compilation)
    {
        writer.Write(compilation is not null);
        if (compilation is null) return;
        writer.Write((byte)compilation.GaveUp);
        Bytes(writer, MessageCodec.Encode(compilation.Response));
    }

    private static Compilation? ReadCompilation(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return null;
        var limit = (CompilerLimit)reader.ReadByte();
        return new Compilation(MessageCodec.DecodeCompileResponse(Bytes(reader)), limit);
    }

    private static void Write(BinaryWriter writer, SubmissionOutcomes outcomes)
    {
        writer.Write(outcomes.Loads.Count);
        foreach (var (script, outcome) in outcomes.Loads.OrderBy(it => it.Key)) { writer.Write(script); Write(writer, outcome); }
        writer.Write(outcomes.Cells.Count);
        foreach (var ((script, link), outcome) in outcomes.Cells.OrderBy(it => it.Key)) { writer.Write(script); writer.Write(link); Write(writer, outcome); }
        writer.Write(outcomes.Calls.Count);
        foreach (var ((function, part, index), outcome) in outcomes.Calls.OrderBy(it => it.Key.Function, StringComparer.Ordinal).ThenBy(it => it.Key.Part, StringComparer.Ordinal).ThenBy(it => it.Key.Case))
        {
            Text(writer, function);
            Text(writer, part);
            writer.Write(index);
            Write(writer, outcome);
        }
    }

    private static SubmissionOutcomes ReadOutcomes(BinaryReader reader)
    {
        var loads = All(reader, () => KeyValuePair.Create(reader.ReadInt32(), Read(reader)));
        var cells = All(reader, () => KeyValuePair.Create((reader.ReadInt32(), reader.ReadInt32()), Read(reader)));
        var calls = All(reader, () => KeyValuePair.Create((Text(reader), Text(reader), reader.ReadInt32()), Read(reader)));
        return new SubmissionOutcomes(calls.ToImmutableDictionary(), loads.ToImmutableDictionary(), cells.ToImmutableDictionary());
    }

    private static void Write(BinaryWriter writer, Outcome outcome)
    {
        switch (outcome)
        {
            case Returned it:
                writer.Write((byte)Tag.Returned);
                Bytes(writer, MessageCodec.Encode(new ReturnedResponse(it.Value, it.MutatedArguments)));
                break;
            case Threw it: writer.Write((byte)Tag.Threw); Bytes(writer, MessageCodec.Encode(it.Exception)); break;
            case Unstable it: writer.Write((byte)Tag.Unstable); Bytes(writer, ValueCodec.Encode(it.First)); Bytes(writer, ValueCodec.Encode(it.Second)); break;
            case TimedOut it: writer.Write((byte)Tag.TimedOut); writer.Write(it.Limit.Ticks); break;
            case NotRun it: writer.Write((byte)Tag.NotRun); writer.Write(it.Limit.Ticks); break;
            case TooMuchMemory it: writer.Write((byte)Tag.TooMuchMemory); writer.Write(it.Limit); break;
            case TooMuchOutput it: writer.Write((byte)Tag.TooMuchOutput); writer.Write(it.Limit); break;
            case BrokeProtocol it: writer.Write((byte)Tag.BrokeProtocol); Text(writer, it.Detail); break;
            case Died it: writer.Write((byte)Tag.Died); writer.Write(it.ExitCode); break;
            default: throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}.");
        }
        Text(writer, outcome.Printed);
    }

    private static Outcome Read(BinaryReader reader)
    {
        switch ((Tag)reader.ReadByte())
        {
            case Tag.Returned:
                var returned = (ReturnedResponse)MessageCodec.DecodeWorkerResponse(Bytes(reader));
                return new Returned(returned.Value, returned.MutatedArguments, Text(reader));
            case Tag.Threw: return new Threw((ThrewResponse)MessageCodec.DecodeWorkerResponse(Bytes(reader)), Text(reader));
            case Tag.Unstable: return new Unstable(ValueCodec.Decode(Bytes(reader)), ValueCodec.Decode(Bytes(reader)), Text(reader));
            case Tag.TimedOut: return new TimedOut(TimeSpan.FromTicks(reader.ReadInt64()), Text(reader));
            case Tag.NotRun: var left = TimeSpan.FromTicks(reader.ReadInt64()); Text(reader); return new NotRun(left);
            case Tag.TooMuchMemory: return new TooMuchMemory(reader.ReadInt64(), Text(reader));
            case Tag.TooMuchOutput: return new TooMuchOutput(reader.ReadInt32(), Text(reader));
            case Tag.BrokeProtocol: return new BrokeProtocol(Text(reader), Text(reader));
            case Tag.Died: return new Died(reader.ReadInt32(), Text(reader));
            case var tag: throw new InvalidDataException($"Unknown outcome {(byte)tag}.");
        }
    }

    private static void Text(BinaryWriter writer, string text) => Bytes(writer, Encoding.UTF8.GetBytes(text));

    private static string Text(BinaryReader reader) => Encoding.UTF8.GetString(Bytes(reader));

    internal static void Bytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    internal static byte[] Bytes(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length >= 0 && reader.ReadBytes(length) is { } bytes && bytes.Length == length ? bytes : throw new InvalidDataException("It ends too early.");
    }
}
