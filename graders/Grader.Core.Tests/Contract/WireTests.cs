using Grader.Contract;

namespace Grader.Core.Tests.Contract;

public sealed class WireTests
{
    private static readonly Value Everything = new TupleValue([
        new ListValue([TensorValue.Of([1, double.NaN], 2), TensorValue.Of([], 0, 3), TensorValue.Of([7])]), new IntegerValue(-3), new RealValue(0.1), new RealValue(0.5, Single: true),
        new BoolValue(true), new TextValue("سلام"), Value.Nothing, new MapValue([new MapEntry(new TextValue("a"), new IntegerValue(1))]), new OpaqueValue("Foo", "bar")]);

    [Fact]
    public void Every_kind_of_value_passes_the_channel() => Assert.True(Value.SameBits(Everything, ValueCodec.Decode(ValueCodec.Encode(Everything))));

    [Fact]
    public void A_forged_or_cut_message_is_refused_and_never_anything_worse()
    {
        var bytes = ValueCodec.Encode(Everything);
        var random = new Random(5);
        for (var round = 0; round < 5000; round++)
        {
            var forged = bytes.ToArray();
            for (var i = 0; i < 3; i++) forged[random.Next(forged.Length)] = (byte)random.Next(256);
            try { ValueCodec.Decode(forged[..random.Next(forged.Length + 1)]); }
            catch (InvalidDataException) { /* the only way to refuse */ }
        }
    }

    [Fact]
    public void Few_bytes_do_not_become_many_objects()
    {
        var most = new ListValue([.. Enumerable.Repeat(Value.Nothing, 249_999)]);
        Assert.True(Value.SameBits(most, ValueCodec.Decode(ValueCodec.Encode(most))));
        // Each inner list is small; what counts is all of them together.
        var many = new ListValue([.. Enumerable.Repeat<Value>(new ListValue([.. Enumerable.Repeat(Value.Nothing, 1000)]), 250)]);
        Assert.Throws<InvalidDataException>(() => ValueCodec.Decode(ValueCodec.Encode(many)));
    }

    [Fact]
    public async Task A_frame_that_is_too_large_is_refused_before_it_is_read()
    {
        using var pipe = new MemoryStream();
        await Frame.Ask(1, new byte[100]).WriteAsync(pipe, default);
        pipe.Position = 0;
        await Assert.ThrowsAsync<InvalidDataException>(() => Frame.ReadAsync(pipe, maxPayload: 99, default));
    }
}
