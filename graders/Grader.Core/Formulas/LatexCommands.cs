using System.Collections.Frozen;

namespace Grader.Core.Formulas;

/// <summary>What the commands of LaTeX mean here; the ones that only change the look are listed to be skipped.</summary>
internal static class LatexCommands
{
    public static readonly FrozenDictionary<string, (TokenKind Kind, string Text)> Meanings = new Dictionary<string, (TokenKind, string)>
    {
        ["cdot"] = (TokenKind.Times, "·"), ["times"] = (TokenKind.Times, "×"), ["ast"] = (TokenKind.Times, "*"), ["bullet"] = (TokenKind.Times, "·"),
        ["div"] = (TokenKind.Slash, "/"), ["odot"] = (TokenKind.Elementwise, "⊙"), ["circ"] = (TokenKind.Elementwise, "∘"), ["otimes"] = (TokenKind.Outer, "⊗"),
        ["sum"] = (TokenKind.Sum, "sum"), ["prod"] = (TokenKind.Product, "prod"), ["partial"] = (TokenKind.Partial, "∂"),
        ["frac"] = (TokenKind.Fraction, "frac"), ["dfrac"] = (TokenKind.Fraction, "frac"), ["tfrac"] = (TokenKind.Fraction, "frac"), ["cfrac"] = (TokenKind.Fraction, "frac"),
        ["hat"] = (TokenKind.Accent, "hat"), ["widehat"] = (TokenKind.Accent, "hat"), ["bar"] = (TokenKind.Accent, "bar"), ["overline"] = (TokenKind.Accent, "bar"),
        ["tilde"] = (TokenKind.Accent, "tilde"), ["widetilde"] = (TokenKind.Accent, "tilde"), ["dot"] = (TokenKind.Accent, "dot"),
        ["top"] = (TokenKind.Dagger, "⊤"), ["intercal"] = (TokenKind.Dagger, "⊤"), ["prime"] = (TokenKind.Prime, "'"),
        ["le"] = (TokenKind.Relation, "<="), ["leq"] = (TokenKind.Relation, "<="), ["leqslant"] = (TokenKind.Relation, "<="),
        ["ge"] = (TokenKind.Relation, ">="), ["geq"] = (TokenKind.Relation, ">="), ["geqslant"] = (TokenKind.Relation, ">="),
        ["lt"] = (TokenKind.Relation, "<"), ["gt"] = (TokenKind.Relation, ">"), ["ne"] = (TokenKind.Relation, "!="), ["neq"] = (TokenKind.Relation, "!="),
        ["equiv"] = (TokenKind.Relation, "="), ["coloneqq"] = (TokenKind.Relation, "="),
        ["Rightarrow"] = (TokenKind.Separator, ""), ["implies"] = (TokenKind.Separator, ""), ["Longrightarrow"] = (TokenKind.Separator, ""), ["newline"] = (TokenKind.Separator, ""),
        ["land"] = (TokenKind.And, "and"), ["wedge"] = (TokenKind.And, "and"), ["forall"] = (TokenKind.If, "for"), ["colon"] = (TokenKind.Colon, ":"),
        ["lbrace"] = (TokenKind.Open, "("), ["rbrace"] = (TokenKind.Close, ")"), ["lbrack"] = (TokenKind.Open, "["), ["rbrack"] = (TokenKind.Close, "]"),
        ["nabla"] = (TokenKind.Word, "nabla"), ["dots"] = (TokenKind.Range, "…"), ["cdots"] = (TokenKind.Range, "…"), ["ldots"] = (TokenKind.Range, "…"),
    }.Concat(Words("alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi varphi chi psi omega Delta Gamma Lambda Omega Phi Psi Theta exp log ln tanh min max"))
        .ToFrozenDictionary(it => it.Key, it => it.Value);

    public static readonly FrozenSet<string> Skipped = (
        "displaystyle textstyle scriptstyle limits nolimits quad qquad thinspace enspace nonumber notag noindent hfill vec big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr left right middle " +
        "centering medspace thickspace left. right. mathstrut strut rm bf it large Large").Split(' ').ToFrozenSet();

    /// <summary>Fonts: only what they dress counts.</summary>
    public static readonly FrozenSet<string> Fonts = (
        "mathbf mathbb boldsymbol bm mathrm mathit mathsf mathcal mathtt mathnormal text textbf textit textrm textnormal textsf mbox operatorname pmb symbf underline ensuremath mathop mathbin").Split(' ').ToFrozenSet();

    /// <summary>Commands whose argument says nothing about the formula.</summary>
    public static readonly FrozenSet<string> SkippedWithArgument = new[] { "tag", "label", "hspace", "vspace", "color", "phantom" }.ToFrozenSet();

    public static readonly FrozenSet<string> Environments = (
        "align align* aligned equation equation* gather gather* gathered split eqnarray eqnarray* math displaymath multline multline* flalign flalign* alignat alignat*").Split(' ').ToFrozenSet();

    /// <summary>Letters of Greek by name, so that <c>δ</c>, <c>\delta</c> and <c>delta</c> are one.</summary>
    public static readonly FrozenDictionary<char, string> Greek = new Dictionary<char, string>
    {
        ['α'] = "alpha", ['β'] = "beta", ['γ'] = "gamma", ['δ'] = "delta", ['ε'] = "epsilon", ['ϵ'] = "epsilon", ['ζ'] = "zeta", ['η'] = "eta", ['θ'] = "theta", ['ι'] = "iota", ['κ'] = "kappa",
        ['λ'] = "lambda", ['μ'] = "mu", ['ν'] = "nu", ['ξ'] = "xi", ['ρ'] = "rho", ['σ'] = "sigma", ['τ'] = "tau", ['υ'] = "upsilon", ['φ'] = "phi", ['ϕ'] = "phi", ['χ'] = "chi", ['ψ'] = "psi", ['ω'] = "omega",
        ['Δ'] = "Delta", ['Γ'] = "Gamma", ['Λ'] = "Lambda", ['Ω'] = "Omega", ['Φ'] = "Phi", ['Ψ'] = "Psi", ['Θ'] = "Theta", ['∇'] = "nabla",
    }.ToFrozenDictionary();

    public static IEnumerable<string> Names => Meanings.Keys.Concat(Fonts).Concat(Skipped);

    private static IEnumerable<KeyValuePair<string, (TokenKind, string)>> Words(string names) => names.Split(' ').Select(it => KeyValuePair.Create(it, (TokenKind.Word, it)));
}
