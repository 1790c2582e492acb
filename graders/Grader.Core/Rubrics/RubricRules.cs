namespace Grader.Core.Rubrics;

/// <summary>Rules that look at several places of a rubric at once.</summary>
internal static class RubricRules
{
    public static void Sum(RubricNode node, string key, string whose, decimal? points, IEnumerable<decimal> parts)
    {
        var sum = parts.Sum();
        if (points is not { } wanted || sum == wanted) return;
        node.Complain(node.PositionOf(key), "GR006", FormattableString.Invariant($"The points of {whose} add up to {sum}, but {wanted} are written here."),
            FormattableString.Invariant($"Write 'points: {sum}', or change the points of {whose}; bonus does not count."));
    }

    public static void Unique(RubricNode node, IEnumerable<(string Id, SourcePosition At)> ids, string what)
    {
        var seen = new Dictionary<string, SourcePosition>();
        foreach (var (id, at) in ids.Where(it => it.Id.Length > 0))
        {
            if (!seen.TryAdd(id, at)) node.Complain(at, "GR005", $"Another {what} is called '{id}' already, in line {seen[id].Line}.", "Give each its own id: results and marks are found by it.");
        }
    }

    /// <summary>Needed parts exist, and no part waits for itself in the end.</summary>
    public static void Needs(RubricNode node, IReadOnlyCollection<Question> questions)
    {
        var parts = questions.SelectMany(it => it.Parts).Where(it => it.Id.Length > 0).DistinctBy(it => it.Id).ToDictionary(it => it.Id);
        foreach (var part in parts.Values)
        {
            foreach (var check in part.Checks)
            {
                foreach (var need in check.Needs)
                {
                    if (!parts.ContainsKey(need)) node.Complain(check.At, "GR013", $"There is no part '{need}' to need.", Yaml.Spelling.DidYouMean(need, parts.Keys));
                    else if (Reaches(parts, need, part.Id, [])) node.Complain(check.At, "GR013", $"'{part.Id}' needs '{need}', which needs '{part.Id}' again.", "Remove one of the two needs.");
                }
            }
        }
    }

    private static bool Reaches(Dictionary<string, Part> parts, string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && parts.TryGetValue(from, out var part) && part.Checks.SelectMany(it => it.Needs).Any(next => Reaches(parts, next, to, seen)));
}
