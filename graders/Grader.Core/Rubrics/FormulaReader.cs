using System.Collections.Immutable;
using Grader.Core.Formulas;
using Grader.Core.Yaml;

namespace Grader.Core.Rubrics;

/// <summary>
/// The key <c>formula</c> of a part: its symbols, each the name of a parameter or a map (argument, index, first, last, length, sheet, also), and the
/// names of the answer itself.
/// </summary>
internal static class FormulaReader
{
    public static FormulaSymbols? Read(RubricNode part, Signature? function, ImmutableArray<Check> checks)
    {
        if (part.Node("formula") is not { } source)
        {
            if (checks.FirstOrDefault(it => it is FormulaCheck) is { } check) part.Complain(check.At, "GR015", "A check of kind formula needs the symbols of its part.", "Write on the part: formula: { symbols: { 'W_{hh}': Whh } }");
            return null;
        }
        if (function is null) { part.Complain(part.PositionOf("formula"), "GR015", "A formula needs the part's function: its parameters are what the symbols stand for.", "Write 'function: Tensor F(Tensor x)' on the part."); return null; }
        if (part.Child(source, "'formula'", "symbols", "answers") is not { } node) return null;
        var symbols = ImmutableArray.CreateBuilder<FormulaSymbol>();
        foreach (var entry in (node.Required("symbols", "symbols: { 'W_{hh}': Whh }") as YamlMap)?.Entries ?? [])
        {
            if (entry.Value is YamlText text) symbols.Add(new FormulaSymbol(entry.Key) { Argument = text.Value });
            else if (node.Child(entry.Value, $"The symbol '{entry.Key}'", "argument", "index", "first", "last", "length", "sheet", "also") is { } it)
            {
                symbols.Add(new FormulaSymbol(entry.Key)
                {
                    Argument = it.Text("argument"), Index = it.Text("index"), First = it.Whole("first", 0, 1000) ?? 0, Last = it.Text("last"), Length = it.Text("length"), Sheet = it.Whole("sheet", 0, 1000), Also = it.Texts("also"),
                });
            }
        }
        var found = new FormulaSymbols(symbols, node.Texts("answers"));
        foreach (var problem in found.Problems(function)) node.Complain(node.PositionOf("symbols"), "GR015", problem, "The README shows the form of a symbol.");
        return found;
    }
}
