using System.Collections.Immutable;
using System.Text;
using Grader.Contract;
using Grader.Core.References;
using Grader.Core.Rubrics;

namespace Grader.Core.Storing;

/// <summary>A reference that was proven: its cases with their answers, the mistakes' answers, and the figures of the proof. Kept under a key of all that it rests on.</summary>
internal static class StoredReference
{
    public static byte[] ToBytes(PreparedHomework homework)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        All(writer, [.. homework.Cases.Values.SelectMany(it => it)], it =>
        {
            Text(writer, it.Part);
            Text(writer, it.Group);
            Text(writer, it.Label);
            Text(writer, it.Function);
            Value(writer, new ListValue(it.Arguments));
            Value(writer, it.Expected);
            writer.Write(it.Public);
        });
        All(writer, [.. homework.Mistakes.SelectMany(part => part.Value.Select(mistake => (Part: part.Key, Known: mistake)))], it =>
        {
            Text(writer, it.Part);
            Text(writer, it.Known.Mistake.Id);
            All(writer, [.. it.Known.Answers], answer =>
            {
                writer.Write(answer is not null);
                if (answer is not null) Value(writer, answer);
            });
        });
        All(writer, [.. homework.Readings.SelectMany(part => part.Value.Select(reading => (Part: part.Key, Known: reading)))], it =>
        {
            Text(writer, it.Part);
            Text(writer, it.Known.Reading.Id);
            All(writer, [.. it.Known.Answers], answer => Value(writer, answer));
        });
        All(writer, [.. homework.Snapshots], it => { Text(writer, it.Key); Value(writer, it.Value); });
        All(writer, [.. homework.Figures], it =>
        {
            Text(writer, it.Part);
            writer.Write(it.Cases);
            writer.Write(it.AgainstAutograd);
            writer.Write(it.AgainstDifferences);
            writer.Write(it.Kinks);
        });
        foreach (var texts in new[] { homework.Probes, homework.StandIns }) All(writer, [.. texts], it => { Text(writer, it.Key); Text(writer, it.Value); });
        return buffer.ToArray();
    }

    public static PreparedHomework FromBytes(byte[] bytes, Rubric rubric, string folder)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var cases = All(reader, () =>
        {
            var (part, group, label, function) = (Text(reader), Text(reader), Text(reader), Text(reader));
            return new TestCase(part, group, label, ((ListValue)Value(reader)).Items, Value(reader), reader.ReadBoolean()) { Function = function };
        });
        var mistakes = All(reader, () => (Part: Text(reader), Id: Text(reader), Answers: All(reader, () => reader.ReadBoolean() ? Value(reader) : null)));
        var readings = All(reader, () => (Part: Text(reader), Id: Text(reader), Answers: All(reader, () => Value(reader))));
        var snapshots = All(reader, () => (File: Text(reader), Tensor: (TensorValue)Value(reader)));
        var figures = All(reader, () => new ProofFigure(Text(reader), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32()));
        ImmutableSortedDictionary<string, string> Texts() => All(reader, () => (File: Text(reader), Text: Text(reader))).ToImmutableSortedDictionary(it => it.File, it => it.Text, StringComparer.Ordinal);
        var (probes, standIns) = (Texts(), Texts());
        return PreparedHomework.Of(rubric, cases,
            [.. rubric.Parts.SelectMany(part => part.Mistakes.Join(mistakes.Where(it => it.Part == part.Id), it => it.Id, it => it.Id, (mistake, known) => (part.Id, new KnownMistake(mistake, known.Answers))))],
            [.. rubric.Parts.SelectMany(part => part.Accept.Join(readings.Where(it => it.Part == part.Id), it => it.Id, it => it.Id, (reading, known) => (part.Id, new KnownReading(reading, known.Answers))))],
            snapshots.ToImmutableSortedDictionary(it => it.File, it => it.Tensor, StringComparer.Ordinal), figures, probes, standIns, folder);
    }

    private static void Text(BinaryWriter writer, string text) => StoredRun.Bytes(writer, Encoding.UTF8.GetBytes(text));

    private static string Text(BinaryReader reader) => Encoding.UTF8.GetString(StoredRun.Bytes(reader));

    private static void Value(BinaryWriter writer, Value value) => StoredRun.Bytes(writer, ValueCodec.Encode(value));

    private static Value Value(BinaryReader reader) => ValueCodec.Decode(StoredRun.Bytes(reader));

    private static void All<T>(BinaryWriter writer, IReadOnlyCollection<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items) write(item);
    }

    private static ImmutableArray<T> All<T>(BinaryReader reader, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = reader.ReadInt32(); left > 0; left--) items.Add(read());
        return items.ToImmutable();
    }
}
