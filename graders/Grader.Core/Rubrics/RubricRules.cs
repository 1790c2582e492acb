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

    /// <summary>The forward part exists, and its parameters are all among those of the backward function.</summary>
    public static void FollowThroughs(RubricNode node, IReadOnlyCollection<Question> questions)
    {
        foreach (var check in questions.SelectMany(it => it.Parts).SelectMany(it => it.Checks).OfType<CallCheck>())
        {
            if (check.FollowThrough is not { } rule) continue;
            var parts = questions.SelectMany(it => it.Parts).Where(it => it.Function is not null).ToList();
            if (parts.FirstOrDefault(it => it.Id == rule.Forward)?.Function is not { } forward)
            {
                node.Complain(rule.Where, "GR016", $"There is no part '{rule.Forward}' with a function to follow through.", Yaml.Spelling.DidYouMean(rule.Forward, [.. parts.Select(it => it.Id)]));
                continue;
            }
            var mine = check.Function.Parameters.Select(it => it.Name).ToList();
            foreach (var missing in forward.Parameters.Select(it => it.Name).Append(rule.Times).Where(it => !mine.Contains(it)))
                node.Complain(rule.Where, "GR016", $"{check.Function.Name} has no parameter '{missing}', so {forward.Name} cannot be called with its arguments.", Yaml.Spelling.DidYouMean(missing, mine));
            foreach (var name in rule.At.Where(it => forward.Parameters.All(parameter => parameter.Name != it)))
                node.Complain(rule.Where, "GR016", $"{forward.Name} has no parameter '{name}' to take the gradient at.", Yaml.Spelling.DidYouMean(name, [.. forward.Parameters.Select(it => it.Name)]));
            if (rule.Of is { } of && !forward.ReturnNames.Contains(of)) node.Complain(rule.Where, "GR016", $"{forward.Name} returns no value called '{of}'.", Yaml.Spelling.DidYouMean(of, forward.ReturnNames));
            if (rule.Of is null && !forward.ReturnNames.IsEmpty) node.Complain(rule.Where, "GR016", $"{forward.Name} returns several values: say which one the gradient is of.", $"Write 'of: {forward.ReturnNames[0]}'.");
        }
    }

    private static bool Reaches(Dictionary<string, Part> parts, string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && parts.TryGetValue(from, out var part) && part.Checks.SelectMany(it => it.Needs).Any(next => Reaches(parts, next, to, seen)));
}
