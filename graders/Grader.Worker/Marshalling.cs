using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Grader.Contract;
using TorchSharp;
using static TorchSharp.torch;

namespace Grader.Worker;

/// <summary>Values of the wire as the types of C#, and back. Each call gets fresh objects, so that a changed argument harms nobody.</summary>
internal static class Marshalling
{
    /// <summary>A larger answer is described instead of sent.</summary>
    private const long MaxTensorBytes = 4 << 20, MaxBytes = 8 << 20;
    private const int MaxItems = 100_000;

    /// <summary>What one answer may still hold, however its parts are nested.</summary>
    private sealed class Room
    {
        private long _bytes = MaxBytes;
        private int _items = MaxItems;

        public bool Take(long bytes) => (_bytes -= bytes) >= 0;

        public bool TakeItem() => --_items >= 0;
    }

    public static object?[] ToArguments(Delegate function, ImmutableArray<Value> values)
    {
        // A delegate from a method group has its target's parameters; the wrapper of the fetching link has the rubric's.
        var types = function.GetType().GetMethod("Invoke")!.GetParameters().Select(it => it.ParameterType).ToArray();
        return [.. values.Select((value, index) => ToObject(value, types[index]))];
    }

    public static object? ToObject(Value value, Type type) => (value, type) switch
    {
        (NothingValue, _) => null,
        (TensorValue it, _) => ToTensor(it),
        (BoolValue it, _) => it.Content,
        (IntegerValue it, _) => type == typeof(object) ? it.Content : Convert.ChangeType(it.Content, type, null),
        (RealValue it, _) => it.Single ? (float)it.Content : type == typeof(object) ? it.Content : Convert.ChangeType(it.Content, type, null),
        (TextValue it, _) => it.Content,
        (ListValue it, _) => ToSequence(it, type),
        (TupleValue it, _) => Activator.CreateInstance(type, [.. it.Items.Zip(type.GetGenericArguments(), ToObject)]),
        (MapValue it, _) => ToDictionary(it, type),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be an argument."),
    };

    private static object ToSequence(ListValue list, Type type)
    {
        var element = type.IsArray ? type.GetElementType()! : type.IsGenericType ? type.GetGenericArguments()[0] : typeof(object);
        var array = Array.CreateInstance(element, list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++) array.SetValue(ToObject(list.Items[i], element), i);
        return type.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(type, array)!;
    }

    private static IDictionary ToDictionary(MapValue map, Type type)
    {
        var types = type.GetGenericArguments();
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(types))!;
        foreach (var entry in map.Entries) dictionary.Add(ToObject(entry.Key, types[0])!, ToObject(entry.Content, types[1]));
        return dictionary;
    }

    public static Value ToValue(object? content) => ToValue(content, 0, new Room());

    private static Value ToValue(object? content, int depth, Room room)
    {
        if (depth >= ValueCodec.MaxDepth) return new OpaqueValue(content?.GetType().Name ?? "null", "nested too deep");
        return content switch
        {
            null => Value.Nothing,
            Tensor it => FromTensor(it, room),
            bool it => new BoolValue(it),
            sbyte or byte or short or ushort or int or uint or long => new IntegerValue(Convert.ToInt64(content, null)),
            float it => new RealValue(it, Single: true),
            double it => new RealValue(it),
            string it => it.Length <= MaxTensorBytes && room.Take(System.Text.Encoding.UTF8.GetByteCount(it)) ? new TextValue(it) : new OpaqueValue("string", $"{it.Length} characters"),
            ITuple it => new TupleValue([.. Enumerable.Range(0, it.Length).Select(i => ToValue(it[i], depth + 1, room))]),
            IDictionary it => FromDictionary(it, depth, room),
            IEnumerable it => FromSequence(it, depth, room),
            _ => new OpaqueValue(content.GetType().Name, ""),
        };
    }

    private static Value FromDictionary(IDictionary dictionary, int depth, Room room)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        foreach (DictionaryEntry entry in dictionary)
        {
            if (!room.TakeItem()) return new OpaqueValue("Dictionary", $"more than {MaxItems} entries");
            entries.Add(new MapEntry(ToValue(entry.Key, depth + 1, room), ToValue(entry.Value, depth + 1, room)));
        }
        return new MapValue(entries.ToImmutable());
    }

    private static Value FromSequence(IEnumerable sequence, int depth, Room room)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        foreach (var item in sequence)
        {
            if (!room.TakeItem()) return new OpaqueValue("sequence", $"more than {MaxItems} items");
            items.Add(ToValue(item, depth + 1, room));
        }
        return new ListValue(items.ToImmutable());
    }

    private static readonly Dictionary<ScalarType, Dtype> Dtypes = new()
    {
        [ScalarType.Bool] = Dtype.Bool, [ScalarType.Byte] = Dtype.UInt8, [ScalarType.Int8] = Dtype.Int8, [ScalarType.Int16] = Dtype.Int16,
        [ScalarType.Int32] = Dtype.Int32, [ScalarType.Int64] = Dtype.Int64, [ScalarType.Float16] = Dtype.Float16, [ScalarType.BFloat16] = Dtype.BFloat16,
        [ScalarType.Float32] = Dtype.Float32, [ScalarType.Float64] = Dtype.Float64, [ScalarType.ComplexFloat32] = Dtype.Complex64, [ScalarType.ComplexFloat64] = Dtype.Complex128,
    };

    public static Tensor ToTensor(TensorValue value)
    {
        var tensor = empty([.. value.Shape], Dtypes.First(it => it.Value == value.Dtype).Key);
        if (value.Data.Length > 0) value.Data.CopyTo(tensor.bytes);
        return tensor;
    }

    private static Value FromTensor(Tensor tensor, Room room)
    {
        if (tensor.IsInvalid) return new OpaqueValue("Tensor", "disposed");
        if (tensor.shape.Length > ValueCodec.MaxRank) return new OpaqueValue("Tensor", $"rank {tensor.shape.Length}");
        if (!Dtypes.TryGetValue(tensor.dtype, out var dtype)) return new OpaqueValue("Tensor", tensor.dtype.ToString());
        var bytes = tensor.NumberOfElements * dtype.SizeInBytes();
        if (bytes > MaxTensorBytes || !room.Take(bytes)) return new OpaqueValue("Tensor", $"shape [{string.Join(", ", tensor.shape)}]");
        if (bytes == 0) return new TensorValue(dtype, [.. tensor.shape], []);
        using var scope = NewDisposeScope();
        return new TensorValue(dtype, [.. tensor.shape], tensor.detach().cpu().contiguous().clone().bytes.ToArray());
    }
}
