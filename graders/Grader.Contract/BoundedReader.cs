using System.Buffers.Binary;
using System.Text;

namespace Grader.Contract;

/// <summary>Reads from a byte array that may come from an enemy: no length is believed before that many bytes are seen to be there.</summary>
internal sealed class BoundedReader(byte[] bytes)
{
    /// <summary>A value of one byte becomes an object of many: so few bytes must not become so many objects.</summary>
    public const int MaxValues = 250_000;

    private int _at;
    private int _values;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public bool Bool() => Byte() != 0;

    public byte[] Bytes() => Take(Int32()).ToArray();

    public string Text() => Encoding.UTF8.GetString(Take(Int32()));

    /// <summary>A number of items that each need at least <paramref name="bytesEach"/> bytes.</summary>
    public int Count(int bytesEach)
    {
        var count = Int32();
        if (count < 0 || (long)count * bytesEach > bytes.Length - _at) throw new InvalidDataException(FormattableString.Invariant($"A count of {count} with {bytes.Length - _at} bytes left."));
        return count;
    }

    public void CountValue()
    {
        if (++_values > MaxValues) throw new InvalidDataException(FormattableString.Invariant($"More than {MaxValues} values in one message."));
    }

    public void ExpectEnd()
    {
        if (_at != bytes.Length) throw new InvalidDataException(FormattableString.Invariant($"{bytes.Length - _at} bytes too many."));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > bytes.Length - _at) throw new InvalidDataException(FormattableString.Invariant($"A length of {count} with {bytes.Length - _at} bytes left."));
        _at += count;
        return bytes.AsSpan(_at - count, count);
    }
}
