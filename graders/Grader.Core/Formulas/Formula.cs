using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Rubrics;

namespace Grader.Core.Formulas;

/// <summary>An answer written as mathematics: read once, checked and evaluated on each case. Nothing here throws for any text.</summary>
internal sealed class Formula
{
    private const int CasesOfFullCost = 4;
    private readonly BoundFormula _formula;
    private long _steps = CasesOfFullCost * FormulaEvaluator.MostSteps; // for all cases together, so that many cases are no way to long work

    private Formula(BoundFormula formula) => _formula = formula;

    public string Text => _formula.Tree.Text;

    /// <summary>What was read kindly, for the student to know.</summary>
    public ImmutableArray<LocalizedText> Notes => _formula.Notes;

    public static (Formula? Formula, FormulaProblem? Problem) Read(string text, FormulaSymbols symbols)
    {
        var (tree, problem) = FormulaParser.Parse(text);
        if (tree is null) return (null, problem);
        var (bound, unknown) = FormulaBinder.Bind(tree, symbols);
        return bound is null ? (null, unknown) : (new Formula(bound), null);
    }

    /// <summary>The first place where the sizes of this case do not fit.</summary>
    public FormulaProblem? Check(Signature signature, ImmutableArray<Value> arguments) => FormulaShapes.Measure(_formula, new FormulaArguments(signature, arguments)).Problem;

    /// <param name="signature">The part's function.</param>
    /// <param name="arguments">The arguments of one case.</param>
    /// <param name="shape">The shape of the expected value: it settles only what the formula leaves open, the size of a bare 0 and the rank of a 1×1.</param>
    public FormulaValue Evaluate(Signature signature, ImmutableArray<Value> arguments, ImmutableArray<long>? shape = null) =>
        FormulaEvaluator.Evaluate(_formula, new FormulaArguments(signature, arguments), shape, ref _steps);
}
