using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>What a grade book's one cell for a student gets: the total, or nothing where there is no final one.</summary>
internal sealed class Gradebook(ExportInput input)
{
    private readonly List<string> _waiting = [];
    private readonly List<string> _ungraded = [];
    private readonly List<string> _clamped = [];

    /// <summary>
    /// Null leaves the cell as it is. What waits for a person is neither zero nor full, and a cell can say nothing else: so it is left alone,
    /// unless <c>--interim</c> asks for what is sure so far.
    /// </summary>
    public decimal? Grade(SubmissionResult it, decimal? cap = null, decimal? theirMax = null)
    {
        if (it.Total is not { } total)
        {
            _ungraded.Add(it.Id);
            return null;
        }
        if (ExportWords.Waits(it))
        {
            _waiting.Add(it.Id);
            if (!input.Options.Interim) return null;
        }
        if (theirMax is { } other && other != it.Max) total = total * other / it.Max;
        total = Math.Round(total, 2, MidpointRounding.AwayFromZero);
        if (cap is not { } most || total <= most) return total;
        _clamped.Add(it.Id);
        return most;
    }

    /// <exception cref="UsageException">The other system counts in other points, and nobody said that they are to be scaled.</exception>
    public void Agree(decimal? theirMax)
    {
        if (theirMax is { } other && other != input.Class.Max && !input.Options.Scale)
            throw new UsageException(FormattableString.Invariant($"The homework has {GradesCsv.Number(input.Class.Max)} points, and the maximum there is {GradesCsv.Number(other)}. Change it there, or say --scale to convert the points."));
    }

    public IEnumerable<LocalizedText> Warnings()
    {
        if (_ungraded.Count > 0) yield return ExportWords.Plain($"{_ungraded.Count} ungraded by our fault, left out (run grade again): {ExportWords.Ids(_ungraded)}", $"{_ungraded.Count} تحویل به سبب خطای تصحیح‌گر نمره ندارد و نوشته نشد (دوباره grade را اجرا کنید): {ExportWords.Ids(_ungraded)}");
        if (_waiting.Count > 0) yield return input.Options.Interim
            ? ExportWords.Plain($"{_waiting.Count} wait for a person; what is sure so far was written: {ExportWords.Ids(_waiting)}", $"{_waiting.Count} تحویل در انتظار تصحیح است؛ نمرهٔ قطعی تا اینجا نوشته شد: {ExportWords.Ids(_waiting)}")
            : ExportWords.Plain($"{_waiting.Count} wait for a person, so no grade was written (--interim writes what is sure so far): {ExportWords.Ids(_waiting)}", $"{_waiting.Count} تحویل در انتظار تصحیح است و نمره‌ای برای آن نوشته نشد (با --interim نمرهٔ قطعی تا اینجا نوشته می‌شود): {ExportWords.Ids(_waiting)}");
        if (_clamped.Count > 0) yield return ExportWords.Plain($"{_clamped.Count} above the maximum there, written as the maximum: {ExportWords.Ids(_clamped)}", $"{_clamped.Count} نمره بیش از سقف آنجا بود و برابر سقف نوشته شد: {ExportWords.Ids(_clamped)}");
    }

    public static LocalizedText NotFound(IReadOnlyCollection<string> ids) =>
        ExportWords.Plain($"{ids.Count} of our students are in no row there: {ExportWords.Ids(ids)}", $"{ids.Count} دانشجوی ما در هیچ سطر آن فایل نیست: {ExportWords.Ids(ids)}");

    public static ImmutableArray<LocalizedText> Listed(params IEnumerable<LocalizedText>[] warnings) => [.. warnings.SelectMany(it => it)];
}
