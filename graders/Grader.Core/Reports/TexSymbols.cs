using System.Collections.Frozen;

namespace Grader.Core.Reports;

/// <summary>What the commands of TeX look like.</summary>
internal static class TexSymbols
{
    public static readonly FrozenDictionary<string, string> Letters = Table(
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω "
        + "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω partial ∂ nabla ∇ ell ℓ infty ∞ top ⊤ emptyset ∅ hbar ℏ");

    public static readonly FrozenDictionary<string, string> Operators = Table(
        "cdot ⋅ times × odot ⊙ otimes ⊗ circ ∘ star ⋆ ast ∗ pm ± mp ∓ div ÷ oplus ⊕ to → rightarrow → leftarrow ← Rightarrow ⇒ mapsto ↦ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ mid | "
        + "le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ propto ∝ ll ≪ gg ≫ forall ∀ exists ∃ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ prime ′ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ "
        + "Vert ‖ lVert ‖ rVert ‖ | ‖ vert | { { } } _ _ % % & & $ $ # #");

    public static readonly FrozenDictionary<string, string> Large = Table("sum ∑ prod ∏ int ∫ bigcup ⋃ bigcap ⋂");

    public static readonly FrozenDictionary<string, string> Spaces = Table(", 0.17em : 0.22em ; 0.28em ! 0em quad 1em qquad 2em");

    public static readonly FrozenDictionary<string, string> Accents = Table("hat ^ widehat ^ bar ¯ overline ¯ tilde ~ widetilde ~ vec → dot ˙ ddot ¨");

    public static readonly FrozenSet<string> Functions =
        FrozenSet.ToFrozenSet(["log", "exp", "ln", "sin", "cos", "tan", "tanh", "sinh", "cosh", "max", "min", "arg", "det", "dim", "lim", "Pr", "softmax", "sup", "inf"]);

    public static readonly FrozenSet<string> Texts = FrozenSet.ToFrozenSet(["mathrm", "text", "operatorname", "mathit", "textrm", "mathsf", "texttt", "mathtt"]);

    /// <summary>Letters of the alphabets that Unicode has a place for; the others stay as they are.</summary>
    public static string Alphabet(string command, char letter) => (command, letter) switch
    {
        ("mathbb", 'R') => "ℝ", ("mathbb", 'N') => "ℕ", ("mathbb", 'Z') => "ℤ", ("mathbb", 'Q') => "ℚ", ("mathbb", 'C') => "ℂ", ("mathbb", 'E') => "𝔼", ("mathbb", 'P') => "ℙ", ("mathbb", '1') => "𝟙",
        ("mathbf" or "boldsymbol" or "bm", >= 'A' and <= 'Z') => char.ConvertFromUtf32(0x1D400 + letter - 'A'), ("mathbf" or "boldsymbol" or "bm", >= 'a' and <= 'z') => char.ConvertFromUtf32(0x1D41A + letter - 'a'),
        ("mathcal", 'L') => "ℒ", ("mathcal", 'H') => "ℋ", ("mathcal", 'N') => "𝒩", ("mathcal", 'D') => "𝒟", ("mathcal", 'O') => "𝒪",
        _ => letter.ToString(),
    };

    private static FrozenDictionary<string, string> Table(string pairs) => pairs.Split(' ').Chunk(2).ToFrozenDictionary(it => it[0], it => it[1], StringComparer.Ordinal);
}
