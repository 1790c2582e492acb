using System.Collections.Immutable;

namespace Grader.Contract;

/// <summary>Messages as bytes, written out by hand: what may cross the border stands here and nowhere else.</summary>
public static class MessageCodec
{
    private enum Tag : byte { Load = 1, Call = 2, Differentiate = 3, Returned = 4, Threw = 5, SetThreads = 6, Cell = 7 }

    public static byte[] Encode(CompileRequest request) => Build(writer =>
    {
        WriteAll(writer, request.Links, it => Source(writer, it));
        WriteAll(writer, request.Functions, it =>
        {
            Text(writer, it.Key);
            Text(writer, it.Name);
            Text(writer, it.ReturnType);
            WriteAll(writer, it.ParameterTypes, type => Text(writer, type));
        });
        writer.Write(request.Cells);
        WriteAll(writer, request.Probes is { } probes ? [probes] : ImmutableArray<ScriptSource>.Empty, it => Source(writer, it));
    });

    public static CompileRequest DecodeCompileRequest(byte[] bytes) => Parse(bytes, reader => new CompileRequest(
        ReadAll(reader, 8, () => new ScriptSource(reader.Text(), reader.Text())),
        ReadAll(reader, 16, () => new FunctionRequest(reader.Text(), reader.Text(), reader.Text(), ReadAll(reader, 4, reader.Text))),
        reader.Bool(), ReadAll(reader, 8, () => new ScriptSource(reader.Text(), reader.Text())).FirstOrDefault()));

    public static byte[] Encode(CompileResponse response) => Build(writer =>
    {
        WriteImages(writer, response.Images);
        WriteAll(writer, response.Functions, it =>
        {
            Text(writer, it.Key);
            writer.Write(it.Slot);
            writer.Write((byte)it.Note);
            Text(writer, it.FoundAs);
            WriteMessages(writer, it.Messages);
        });
        WriteMessages(writer, response.Messages);
        WriteAll(writer, response.Uses, it =>
        {
            Text(writer, it.Symbol);
            Text(writer, it.File);
            writer.Write(it.Line);
            writer.Write(it.Column);
            Text(writer, it.SourceLine);
            WriteAll(writer, it.UsedBy, name => Text(writer, name));
        });
    });

    public static CompileResponse DecodeCompileResponse(byte[] bytes) => Parse(bytes, reader => new CompileResponse(
        ReadImages(reader),
        ReadAll(reader, 17, () => new FunctionFit(reader.Text(), reader.Int32(), Note(reader.Byte()), reader.Text(), ReadMessages(reader))),
        ReadMessages(reader),
        ReadAll(reader, 24, () => new SymbolUse(
            reader.Text(), reader.Text(), reader.Int32(), reader.Int32(), reader.Text(), ReadAll(reader, 4, reader.Text)))));

    public static byte[] Encode(WorkerRequest request) => Build(writer =>
    {
        switch (request)
        {
            case LoadRequest it:
                writer.Write((byte)Tag.Load);
                writer.Write(it.Script);
                WriteImages(writer, it.Images);
                break;
            case CellRequest it:
                writer.Write((byte)Tag.Cell);
                writer.Write(it.Script);
                WriteImages(writer, [it.Image]);
                writer.Write(it.Run);
                writer.Write(it.IsLast);
                break;
            case CallRequest it:
                writer.Write((byte)Tag.Call);
                writer.Write(it.Script);
                writer.Write(it.Slot);
                WriteAll(writer, it.Arguments, value => ValueCodec.Write(writer, value));
                writer.Write(it.Seed is not null);
                if (it.Seed is { } seed) writer.Write(seed);
                break;
            case SetThreadsRequest it:
                writer.Write((byte)Tag.SetThreads);
                writer.Write(it.Count);
                break;
            case DifferentiateRequest it:
                writer.Write((byte)Tag.Differentiate);
                writer.Write(it.Script);
                writer.Write(it.AtSlot);
                writer.Write(it.JSlot);
                WriteAll(writer, it.Arguments, value => ValueCodec.Write(writer, value));
                writer.Write(it.Step);
                break;
            default: throw new InvalidOperationException($"No encoding for {request.GetType().Name}.");
        }
    });

    public static WorkerRequest DecodeWorkerRequest(byte[] bytes) => Parse<WorkerRequest>(bytes, reader => (Tag)reader.Byte() switch
    {
        Tag.Load => new LoadRequest(reader.Int32(), ReadImages(reader)),
        Tag.Cell => new CellRequest(reader.Int32(), ReadImages(reader) is [var image] ? image : throw new InvalidDataException("A cell has one image."), reader.Bool(), reader.Bool()),
        Tag.Call => new CallRequest(reader.Int32(), reader.Int32(), ReadAll(reader, 1, () => ValueCodec.Read(reader)), reader.Bool() ? reader.Int64() : null),
        Tag.SetThreads => new SetThreadsRequest(reader.Int32()),
        Tag.Differentiate => new DifferentiateRequest(
            reader.Int32(), reader.Int32(), reader.Int32(), ReadAll(reader, 1, () => ValueCodec.Read(reader)), reader.Double()),
        var tag => throw new InvalidDataException($"Unknown request {(byte)tag}."),
    });

    public static byte[] Encode(WorkerResponse response) => Build(writer =>
    {
        switch (response)
        {
            case ReturnedResponse it:
                writer.Write((byte)Tag.Returned);
                ValueCodec.Write(writer, it.Value);
                WriteAll(writer, it.MutatedArguments, writer.Write);
                break;
            case ThrewResponse it:
                writer.Write((byte)Tag.Threw);
                Text(writer, it.ExceptionType);
                Text(writer, it.Message);
                Text(writer, it.File);
                writer.Write(it.Line);
                writer.Write(it.OutOfMemory);
                break;
            default: throw new InvalidOperationException($"No encoding for {response.GetType().Name}.");
        }
    });

    public static WorkerResponse DecodeWorkerResponse(byte[] bytes) => Parse<WorkerResponse>(bytes, reader => (Tag)reader.Byte() switch
    {
        Tag.Returned => new ReturnedResponse(ValueCodec.Read(reader), ReadAll(reader, 4, reader.Int32)),
        Tag.Threw => new ThrewResponse(reader.Text(), reader.Text(), reader.Text(), reader.Int32(), reader.Bool()),
        var tag => throw new InvalidDataException($"Unknown response {(byte)tag}."),
    });

    private static FitNote Note(byte note) =>
        Enum.IsDefined((FitNote)note) ? (FitNote)note : throw new InvalidDataException($"Unknown note {note} about a function.");

    private static void Source(BinaryWriter writer, ScriptSource source)
    {
        Text(writer, source.FileName);
        Text(writer, source.Text);
    }

    private static void WriteImages(BinaryWriter writer, ImmutableArray<ScriptImage> images) => WriteAll(writer, images, it =>
    {
        ValueCodec.WriteBytes(writer, it.Assembly);
        ValueCodec.WriteBytes(writer, it.Symbols);
        writer.Write(it.Link);
        WriteAll(writer, it.Needs, writer.Write);
    });

    private static ImmutableArray<ScriptImage> ReadImages(BoundedReader reader) =>
        ReadAll(reader, 16, () => new ScriptImage(reader.Bytes(), reader.Bytes(), reader.Int32()) { Needs = ReadAll(reader, 4, reader.Int32) });

    private static void WriteMessages(BinaryWriter writer, ImmutableArray<CompilerMessage> messages) => WriteAll(writer, messages, it =>
    {
        Text(writer, it.File);
        Text(writer, it.Id);
        writer.Write(it.IsError);
        Text(writer, it.Message);
        writer.Write(it.Line);
        writer.Write(it.Column);
        writer.Write(it.EndLine);
        writer.Write(it.EndColumn);
        Text(writer, it.SourceLine);
    });

    private static ImmutableArray<CompilerMessage> ReadMessages(BoundedReader reader) => ReadAll(reader, 33, () => new CompilerMessage(
        reader.Text(), reader.Text(), reader.Bool(), reader.Text(), reader.Int32(), reader.Int32(), reader.Int32(), reader.Int32(), reader.Text()));

    private static void Text(BinaryWriter writer, string text) => ValueCodec.WriteText(writer, text);

    private static void WriteAll<T>(BinaryWriter writer, ImmutableArray<T> items, Action<T> write)
    {
        writer.Write(items.Length);
        foreach (var item in items) write(item);
    }

    private static ImmutableArray<T> ReadAll<T>(BoundedReader reader, int bytesEach, Func<T> read) => ValueCodec.ReadAll(reader, bytesEach, read);

    private static byte[] Build(Action<BinaryWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer)) write(writer);
        return buffer.ToArray();
    }

    private static T Parse<T>(byte[] bytes, Func<BoundedReader, T> read)
    {
        var reader = new BoundedReader(bytes);
        var message = read(reader);
        reader.ExpectEnd();
        return message;
    }
}
