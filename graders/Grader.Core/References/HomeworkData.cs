using System.Collections.Immutable;
using CsvHelper;
using Grader.Core.Rubrics;

namespace Grader.Core.References;

/// <summary>Columns of the homework's own CSV files: inputs that are sent with a call, and labels that never leave this process.</summary>
internal sealed class HomeworkData(string folder)
{
    private readonly Dictionary<string, ImmutableArray<ImmutableArray<string>>> _tables = [];

    /// <summary>The cells below the header; null with what is wrong.</summary>
    public ImmutableArray<string>? Column(DataColumn column, out string problem)
    {
        problem = "";
        var path = Path.GetFullPath(Path.Combine(folder, column.File));
        if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
        {
            problem = $"There is no file {column.File} in the homework's reference folder.";
            return null;
        }
        ImmutableArray<ImmutableArray<string>> rows;
        lock (_tables)
        {
            if (!_tables.TryGetValue(path, out rows)) _tables[path] = rows = Read(File.ReadAllText(path));
        }
        var at = rows.IsEmpty ? -1 : rows[0].Select(it => it.Trim().Trim('\uFEFF')).ToList().IndexOf(column.Column);
        if (at < 0) problem = rows.IsEmpty ? $"{column.File} is empty." : $"{column.File} has no column '{column.Column}'; it has {string.Join(", ", rows[0])}.";
        return at < 0 ? null : [.. rows.Skip(1).Where(it => it.Length > at).Select(it => it[at])];
    }

    private static ImmutableArray<ImmutableArray<string>> Read(string text)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = ',', HasHeader = false });
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows.ToImmutable();
    }
}
