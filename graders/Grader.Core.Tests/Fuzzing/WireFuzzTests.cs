using Grader.Contract;

namespace Grader.Core.Tests.Fuzzing;

/// <summary>What a worker or a compiler in the hands of an enemy may write to its pipe.</summary>
public sealed class WireFuzzTests
{
    private const int MaxPayload = 1 << 16;

    private static readonly Value Everything = new TupleValue([
        new ListValue([TensorValue.Of([1, double.NaN], 2), TensorValue.Of([], 0, 3), TensorValue.Of([7])]), new IntegerValue(-3), new RealValue(0.1), new RealValue(0.5, Single: true),
        new BoolValue(true), new TextValue("سلام"), Value.Nothing, new MapValue([new MapEntry(new TextValue("a"), new IntegerValue(1))]), new OpaqueValue("Foo", "bar")]);

    private static readonly CompilerMessage Message = new("q2.csx", "CS0103", true, "no such name", 1, 2, 3, 4, "var a = b;");

    private static readonly byte[][] Payloads =
    [
        MessageCodec.Encode(new ReturnedResponse(Everything, [0, 2])), MessageCodec.Encode(new ThrewResponse("E", "m", "q2.csx", 3, false)),
        MessageCodec.Encode(new LoadRequest(1, [new ScriptImage([1, 2], [3])])), MessageCodec.Encode(new CallRequest(1, 2, [Everything], 7)),
        MessageCodec.Encode(new CellRequest(1, new ScriptImage([1, 2], [3], 4) { Needs = [0, 2] }, true, false)),
        MessageCodec.Encode(new CompileRequest([new ScriptSource("cell 1", "1")], [], true, new ScriptSource("probes.csx", "2"))),
        MessageCodec.Encode(new DifferentiateRequest(1, 2, 3, [Everything], 1e-5)),
        MessageCodec.Encode(new CompileRequest([new ScriptSource("q2.csx", "1")], [new FunctionRequest("k", "F", "int", ["int", "Tensor"])])),
        MessageCodec.Encode(new CompileResponse([new ScriptImage([1], [])], [new FunctionFit("k", 0, FitNote.ScalarCasts, "F", [Message])], [Message], [new SymbolUse("System.IO", "q2.csx", 1, 2, "x", ["F"])])),
        ValueCodec.Encode(Everything), new byte[200],
    ];

    private static readonly Func<byte[], object>[] Decoders =
        [MessageCodec.DecodeWorkerResponse, MessageCodec.DecodeWorkerRequest, MessageCodec.DecodeCompileRequest, MessageCodec.DecodeCompileResponse, ValueCodec.Decode];

    [Fact]
    public void A_bent_message_is_a_message_or_invalid_data_and_costs_no_more_than_its_length_allows() => Fuzz.Bytes(Payloads, 600, DecodeAll);

    [Fact]
    public void A_bent_frame_is_a_frame_or_refused() => Fuzz.Bytes([.. Payloads.Select(Framed)], 1000, ReadFrames);

    [Theory]
    [InlineData("0A0904FFFFFF7F00000000FFFFFF7F00000000FFFFFF7F00000000000000000000000000000000", "dimensions cannot be multiplied")]
    [InlineData("0A0901FFFFFFFFFFFFFFFF00000000", "dimension of -1")]
    [InlineData("0A0C0000000000", "element type 12")]
    [InlineData("0A0909", "rank 9")]
    [InlineData("0605000000000000", "count of 5")]
    [InlineData("06010000000601000000060100000006010000000601000000060100000006010000000601000000060100000000", "deeper than 8")]
    public void What_could_be_no_value_says_why(string hex, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Use(ValueCodec.Decode(Convert.FromHexString(hex)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Lists_that_each_claim_all_that_is_left_cost_no_more_than_the_message()
    {
        // Eight lists in one another, each with a count of nearly the whole message.
        var bytes = new byte[4 << 20];
        for (var depth = 0; depth < 8; depth++)
        {
            bytes[depth * 5] = 6;
            BitConverter.TryWriteBytes(bytes.AsSpan((depth * 5) + 1), bytes.Length - 100);
        }
        bytes[40] = 99;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => ValueCodec.Decode(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bytes.Length);
    }

    private static byte[] Framed(byte[] payload)
    {
        using var pipe = new MemoryStream();
        Frame.Ask(7, payload).WriteAsync(pipe, default).GetAwaiter().GetResult();
        Frame.Ask(8, [1, 2, 3]).WriteAsync(pipe, default).GetAwaiter().GetResult();
        return pipe.ToArray();
    }

    private static void ReadFrames(byte[] bytes)
    {
        using var pipe = new MemoryStream(bytes);
        Survive(bytes.Length + (2 * MaxPayload), () =>
        {
            // From memory it ends at once, on this thread.
            while (Frame.ReadAsync(pipe, MaxPayload, default).GetAwaiter().GetResult() is { } frame) Assert.InRange(frame.Payload.Length, 0, MaxPayload);
        });
    }

    private static void DecodeAll(byte[] bytes)
    {
        foreach (var decode in Decoders) Survive(bytes.Length, () => Use(decode(bytes)));
    }

    private static void Survive(int length, Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try { read(); }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException) { /* the only ways to refuse */ }
        // The smallest item takes a byte on the pipe and an object here; an exception takes a few kilobytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (128L * length) + (1 << 17));
    }

    /// <summary>What the rest of the program does with every value.</summary>
    private static void Use(object message)
    {
        switch (message)
        {
            case TensorValue it: Assert.Equal(it.Count * (it.Dtype is Dtype.Complex64 or Dtype.Complex128 ? 2 : 1), it.ToDoubles().Length); break;
            case ListValue it: foreach (var item in it.Items) Use(item); break;
            case TupleValue it: foreach (var item in it.Items) Use(item); break;
            case MapValue it: foreach (var entry in it.Entries) { Use(entry.Key); Use(entry.Content); } break;
            case ReturnedResponse it: Use(it.Value); break;
        }
    }
}
