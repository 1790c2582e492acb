using System.Collections.Immutable;

namespace Grader.Contract;

/// <summary>
/// Values as bytes. The reader trusts nothing: every count is checked against the bytes that are really there before
/// anything is allocated, and nesting, rank and text lengths are bounded. A violation is an <see cref="InvalidDataException"/>.
/// </summary>
public static class ValueCodec
{
    public const int MaxDepth = 8;
    public const int MaxRank = 8;

    private enum Tag : byte { Nothing, Bool, Integer, Real, Single, Text, List, Tuple, Map, Opaque, Tensor }

    public static byte[] Encode(Value value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer)) Write(writer, value);
        return buffer.ToArray();
    }

    public static Value Decode(byte[] bytes)
    {
        var reader = new BoundedReader(bytes);
        var value = Read(reader);
        reader.ExpectEnd();
        return value;
    }

    public static void Write(BinaryWriter writer, Value value)
    {
        switch (value)
        {
            case NothingValue: writer.Write((byte)Tag.Nothing); break;
            case BoolValue it: writer.Write((byte)Tag.Bool); writer.Write(it.Content); break;
            case IntegerValue it: writer.Write((byte)Tag.Integer); writer.Write(it.Content); break;
            case RealValue it: writer.Write((byte)(it.Single ? Tag.Single : Tag.Real)); writer.Write(it.Content); break;
            case TextValue it: writer.Write((byte)Tag.Text); WriteText(writer, it.Content); break;
            case ListValue it: writer.Write((byte)Tag.List); WriteAll(writer, it.Items); break;
            case TupleValue it: writer.Write((byte)Tag.Tuple); WriteAll(writer, it.Items); break;
            case MapValue it:
                writer.Write((byte)Tag.Map);
                writer.Write(it.Entries.Length);
                foreach (var entry in it.Entries) { Write(writer, entry.Key); Write(writer, entry.Content); }
                break;
            case OpaqueValue it: writer.Write((byte)Tag.Opaque); WriteText(writer, it.TypeName); WriteText(writer, it.Description); break;
            case TensorValue it:
                writer.Write((byte)Tag.Tensor);
                writer.Write((byte)it.Dtype);
                writer.Write((byte)it.Shape.Length);
                foreach (var size in it.Shape) writer.Write(size);
                writer.Write(it.Data.Length);
                writer.Write(it.Data);
                break;
            default: throw new InvalidOperationException($"No encoding for {value.GetType().Name}.");
        }
    }

    internal static Value Read(BoundedReader reader, int depth = 0)
    {
        if (depth > MaxDepth) throw new InvalidDataException($"A value is nested deeper than {MaxDepth}.");
        reader.CountValue();
        var tag = (Tag)reader.Byte();
        return tag switch
        {
            Tag.Nothing => Value.Nothing,
            Tag.Bool => new BoolValue(reader.Byte() != 0),
            Tag.Integer => new IntegerValue(reader.Int64()),
            Tag.Real => new RealValue(reader.Double()),
            Tag.Single => new RealValue(reader.Double(), Single: true),
            Tag.Text => new TextValue(reader.Text()),
            Tag.List => new ListValue(ReadAll(reader, 1, () => Read(reader, depth + 1))),
            Tag.Tuple => new TupleValue(ReadAll(reader, 1, () => Read(reader, depth + 1))),
            Tag.Map => new MapValue(ReadAll(reader, 2, () => new MapEntry(Read(reader, depth + 1), Read(reader, depth + 1)))),
            Tag.Opaque => new OpaqueValue(reader.Text(), reader.Text()),
            Tag.Tensor => ReadTensor(reader),
            _ => throw new InvalidDataException($"Unknown kind of value {(byte)tag}."),
        };
    }

    private static TensorValue ReadTensor(BoundedReader reader)
    {
        var dtype = (Dtype)reader.Byte();
        var elementSize = dtype.SizeInBytes();
        var rank = reader.Byte();
        if (rank > MaxRank) throw new InvalidDataException($"A tensor of rank {rank}; at most {MaxRank} is allowed.");
        var shape = ImmutableArray.CreateBuilder<long>(rank);
        decimal bytes = elementSize, count = 1;
        for (var i = 0; i < rank; i++)
        {
            var size = reader.Int64();
            if (size is < 0 or > int.MaxValue) throw new InvalidDataException(FormattableString.Invariant($"A tensor dimension of {size}."));
            shape.Add(size);
            bytes = Math.Min(bytes * size, long.MaxValue);
            // A zero among them makes no bytes of any other sizes, which still get multiplied.
            count *= Math.Max(1, size);
            if (count > long.MaxValue) throw new InvalidDataException("A tensor whose dimensions cannot be multiplied.");
        }
        var data = reader.Bytes();
        if (data.Length != bytes) throw new InvalidDataException($"A tensor of {bytes} bytes came with {data.Length}.");
        return new TensorValue(dtype, shape.MoveToImmutable(), data);
    }

    /// <summary>Grows with what is really there: nested lists that each claim all bytes left would otherwise cost a multiple of the message.</summary>
    internal static ImmutableArray<T> ReadAll<T>(BoundedReader reader, int bytesEach, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = reader.Count(bytesEach); left > 0; left--) items.Add(read());
        return items.ToImmutable();
    }

    private static void WriteAll(BinaryWriter writer, ImmutableArray<Value> items)
    {
        writer.Write(items.Length);
        foreach (var item in items) Write(writer, item);
    }

    internal static void WriteText(BinaryWriter writer, string text) => WriteBytes(writer, System.Text.Encoding.UTF8.GetBytes(text));

    internal static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
