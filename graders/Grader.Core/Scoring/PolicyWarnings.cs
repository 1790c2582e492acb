using System.Collections.Immutable;
using Grader.Core.Intake;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Yaml;

namespace Grader.Core.Scoring;

/// <summary>What a TA must know of lateness that no row of a student can say.</summary>
internal static class PolicyWarnings
{
    public static IEnumerable<LocalizedText> Of(Rubric rubric, Extensions extensions, ImmutableArray<Submission> submissions, ImmutableArray<string> wholeClass)
    {
        foreach (var id in extensions.ByStudent.Keys.Where(id => !wholeClass.Contains(id)))
        {
            var near = Spelling.Nearest(id, wholeClass);
            yield return new($"{Extensions.FileName}: nobody here has the id {SafeText.Visible(id)}.{(near is null ? "" : $" Did you mean {near}?")}",
                $"{Extensions.FileName}: کسی با شمارهٔ {SafeText.Visible(id)} در این فهرست نیست.{(near is null ? "" : $" منظورتان {near} بود؟")}");
        }
        var without = submissions.Count(it => it.SubmittedAt is null && extensions.ByStudent.GetValueOrDefault(it.Id)?.Submitted is null && !it.IsEmpty);
        if (rubric.Late is not null && without > 0)
            yield return new(StudentIds.Invariant($"{without} of {submissions.Length} submissions do not say when they were handed in; they count as on time."),
                StudentIds.Invariant($"{without} تحویل از {submissions.Length} زمان ارسال ندارد و به‌موقع به حساب آمد."));
    }
}
