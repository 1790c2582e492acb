using System.Collections.Immutable;

namespace Grader.Contract;

/// <summary>A value that crosses a process boundary: an argument of a call, or what a function returned.</summary>
public abstract record Value
{
    public static readonly Value Nothing = new NothingValue();

    /// <summary>Same kind, same shapes, same bits: NaN equals NaN, and 0 differs from −0.</summary>
    public static bool SameBits(Value left, Value right) =>
        ValueCodec.Encode(left).AsSpan().SequenceEqual(ValueCodec.Encode(right));
}

/// <summary><c>null</c>, or the result of a function that returns nothing.</summary>
public sealed record NothingValue : Value;

public sealed record BoolValue(bool Content) : Value;

/// <summary>Any integer type of C#.</summary>
public sealed record IntegerValue(long Content) : Value;

/// <summary>A double, or a float with <paramref name="Single"/>.</summary>
public sealed record RealValue(double Content, bool Single = false) : Value;

public sealed record TextValue(string Content) : Value;

/// <summary>An array, list or any other sequence; order counts.</summary>
public sealed record ListValue(ImmutableArray<Value> Items) : Value;

/// <summary>A tuple; its elements get their names from the rubric's signature.</summary>
public sealed record TupleValue(ImmutableArray<Value> Items) : Value;

/// <summary>A dictionary; the order of its entries does not count.</summary>
public sealed record MapValue(ImmutableArray<MapEntry> Entries) : Value;

public sealed record MapEntry(Value Key, Value Content);

/// <summary>Something that cannot be compared: an object of a foreign type, or a tensor that is too large to send.</summary>
public sealed record OpaqueValue(string TypeName, string Description) : Value;

/// <summary>A dense tensor: <paramref name="Data"/> is row-major and little-endian, <paramref name="Shape"/> may hold zeros.</summary>
public sealed record TensorValue(Dtype Dtype, ImmutableArray<long> Shape, byte[] Data) : Value
{
    public long Count => Shape.Aggregate(1L, (product, size) => checked(product * size));

    public static TensorValue Of(ReadOnlySpan<double> values, params ImmutableArray<long> shape) =>
        new(Dtype.Float64, shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The entries in row-major order; complex entries become two numbers.</summary>
    public double[] ToDoubles()
    {
        var size = Dtype.SizeInBytes();
        if (Dtype is Dtype.Complex64 or Dtype.Complex128) return Scalars(Data, size / 2, Dtype is Dtype.Complex64 ? Dtype.Float32 : Dtype.Float64);
        return Scalars(Data, size, Dtype);
    }

    private static double[] Scalars(byte[] data, int size, Dtype dtype)
    {
        var numbers = new double[data.Length / size];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = dtype.Read(data.AsSpan(i * size, size));
        return numbers;
    }
}
