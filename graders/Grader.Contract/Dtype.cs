using System.Buffers.Binary;

namespace Grader.Contract;

/// <summary>Element types of a tensor, by PyTorch's names.</summary>
public enum Dtype : byte { Bool, UInt8, Int8, Int16, Int32, Int64, Float16, BFloat16, Float32, Float64, Complex64, Complex128 }

public static class DtypeExtensions
{
    public static int SizeInBytes(this Dtype dtype) => dtype switch
    {
        Dtype.Bool or Dtype.UInt8 or Dtype.Int8 => 1,
        Dtype.Int16 or Dtype.Float16 or Dtype.BFloat16 => 2,
        Dtype.Int32 or Dtype.Float32 => 4,
        Dtype.Int64 or Dtype.Float64 or Dtype.Complex64 => 8,
        Dtype.Complex128 => 16,
        _ => throw new InvalidDataException($"Unknown element type {(byte)dtype}."),
    };

    /// <summary>The name a student knows: <c>float64</c>, <c>int64</c>.</summary>
    public static string Word(this Dtype dtype) => dtype.ToString().ToLowerInvariant();

    public static bool IsReal(this Dtype dtype) => dtype is Dtype.Float16 or Dtype.BFloat16 or Dtype.Float32 or Dtype.Float64;

    internal static double Read(this Dtype dtype, ReadOnlySpan<byte> bytes) => dtype switch
    {
        Dtype.Bool => bytes[0] == 0 ? 0 : 1,
        Dtype.UInt8 => bytes[0],
        Dtype.Int8 => (sbyte)bytes[0],
        Dtype.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        Dtype.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        Dtype.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        Dtype.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        Dtype.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        Dtype.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        Dtype.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => throw new InvalidDataException($"{dtype} is not a scalar type."),
    };
}
