namespace Grader.Core.Rubrics;

/// <summary><c>follow-through: { forward: q1a, of: y, times: dOut, at: [x, gamma, beta], credit: 0.8 }</c></summary>
internal static class FollowThroughReader
{
    private const decimal UsualCredit = 0.8m;

    public static FollowThrough? Read(RubricNode check)
    {
        if (check.Node("follow-through") is not { } source || check.Child(source, "'follow-through'", "forward", "of", "times", "at", "credit") is not { } node) return null;
        foreach (var (key, example) in new[] { ("forward", "forward: q1a"), ("times", "times: dOut"), ("at", "at: [x]") }) node.Required(key, example);
        var credit = node.Node("credit") is { } value ? node.Number(value, "credit", 0, 1, places: 4) : UsualCredit;
        return new FollowThrough(node.Text("forward") ?? "", node.Text("of"), node.Text("times") ?? "", node.Texts("at"), credit ?? UsualCredit, node.At);
    }
}
