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

    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write(Compilations.Length);
        foreach (var compilation in Compilations)
        {
            writer.Write(compilation is not null);
            if (compilation is null) continue;
            writer.Write((byte)compilation.GaveUp);
            Bytes(writer, MessageCodec.Encode(compilation.Response));
        }
        writer.Write(Outcomes.Loads.Count);
        foreach (var (script, outcome) in Outcomes.Loads.OrderBy(it => it.Key)) { writer.Write(script); Write(writer, outcome); }
        writer.Write(Outcomes.Cells.Count);
        foreach (var ((script, link), outcome) in Outcomes.Cells.OrderBy(it => it.Key)) { writer.Write(script); writer.Write(link); Write(writer, outcome); }
        writer.Write(Outcomes.Calls.Count);
        foreach (var ((function, part, index), outcome) in Outcomes.Calls.OrderBy(it => it.Key.Function, StringComparer.Ordinal).ThenBy(it => it.Key.Part, StringComparer.Ordinal).ThenBy(it => it.Key.Case))
        {
            Text(writer, function);
            Text(writer, part);
            writer.Write(index);
            Write(writer, outcome);
        }
        return buffer.ToArray();
    }

    public static StoredRun FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var compilations = ImmutableArray.CreateBuilder<Compilation?>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            if (!reader.ReadBoolean()) { compilations.Add(null); continue; }
            var limit = (CompilerLimit)reader.ReadByte();
            compilations.Add(new Compilation(MessageCodec.DecodeCompileResponse(Bytes(reader)), limit));
        }
        var loads = ImmutableDictionary.CreateBuilder<int, Outcome>();
        for (var left = reader.ReadInt32(); left > 0; left--) loads.Add(reader.ReadInt32(), Read(reader));
        var cells = ImmutableDictionary.CreateBuilder<(int, int), Outcome>();
        for (var left = reader.ReadInt32(); left > 0; left--) cells.Add((reader.ReadInt32(), reader.ReadInt32()), Read(reader));
        var calls = ImmutableDictionary.CreateBuilder<(string, string, int), Outcome>();
        for (var left = reader.ReadInt32(); left > 0; left--) calls.Add((Text(reader), Text(reader), reader.ReadInt32()), Read(reader));
        return new StoredRun(compilations.ToImmutable(), new SubmissionOutcomes(calls.ToImmutable(), loads.ToImmutable(), cells.ToImmutable()));
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
