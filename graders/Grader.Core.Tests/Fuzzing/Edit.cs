using System.Buffers.Binary;

namespace Grader.Core.Tests.Fuzzing;

/// <summary>One change of a byte array or a text; places wrap around its length.</summary>
internal sealed record Edit(int Kind, int At, int Value)
{
    public const int Kinds = 8;

    private static readonly int[] Numbers = [0, 1, -1, 127, 128, 255, 256, 65_535, 65_536, 0x02014b50, 0x04034b50, 0x06054b50, 0x06064b50, 0x07064b50, int.MaxValue, int.MinValue];

    private static readonly string[] Words =
    [
        "[", "]", "{", "}", "&a ", "*a", "!!int ", "!x ", "<<: ", "\t", "\n", "\n\n", "---\n", "...\n", "%TAG ! x\n", "\0", "\u202E", "\uD800", "\uFEFF", "\u0085", "'", "\"", "|\n", ">\n",
        ": ", ":", "- ", "? ", "#", " ", "  ", "\r", "\r\n", ",", ";", "~", "null", "yes", "NaN", "-Infinity", "1e999", "-1", "0", "99999999999999999999", "۱۲", "٫", "\\", "\\x", "\\u12",
        "'=", "=1+1", "student_id", "sep=;\n", "4.02521001E8", "402521001", "id: ", "submitted: 1402-10-01", "2023-12-21T20:15:00+99:99", "q1a", "points: ", "checks:", "kind: choice",
    ];

    public static byte[] Apply(byte[] seed, IEnumerable<Edit> edits) => [.. edits.Aggregate(seed.ToList(), (bytes, edit) => edit.Bend(bytes, edit.Number))];

    public static string Apply(string seed, IEnumerable<Edit> edits) => string.Concat(edits.Aggregate(seed.ToList(), (text, edit) => edit.Bend(text, edit.Word)));

    private IEnumerable<byte> Number()
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Numbers[Value % Numbers.Length]);
        return bytes.Take(1 + (Value / Numbers.Length % 4));
    }

    private string Word() => Words[Value % Words.Length];

    private List<T> Bend<T>(List<T> items, Func<IEnumerable<T>> piece)
    {
        var at = items.Count == 0 ? 0 : At % items.Count;
        var length = items.Count == 0 ? 0 : 1 + (Value % Math.Min(64, items.Count - at));
        switch (Kind)
        {
            case 0 or 1: items.InsertRange(at, piece()); break;
            case 2 or 3: // instead of what is there
                var word = piece().ToArray();
                items.RemoveRange(at, Math.Min(word.Length, items.Count - at));
                items.InsertRange(at, word);
                break;
            case 4: items.RemoveRange(at, length); break;
            case 5: items.InsertRange(items.Count == 0 ? 0 : Value % items.Count, items.GetRange(at, length)); break;
            case 6: items.RemoveRange(at, Value % 5 == 0 ? items.Count - at : 0); break;
            default: // the same again and again
                items.InsertRange(at, Enumerable.Repeat(items.GetRange(at, length), Value % 50).SelectMany(it => it).ToArray());
                break;
        }
        return items;
    }
}
