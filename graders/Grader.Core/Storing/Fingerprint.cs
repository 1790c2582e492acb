using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;
using Grader.Core.Scoring;

namespace Grader.Core.Storing;

/// <summary>Digests of everything that a stored value rests on. Each part goes in with its length, so that no two lists read alike.</summary>
internal sealed class Fingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Of the programs that compile and run scripts, and of this one: another build may count, limit or decode otherwise.</summary>
    public static string Tools { get; } = OfTools();

    private static string OfTools()
    {
        using var all = new Fingerprint();
        all.Add(typeof(Fingerprint).Assembly.ManifestModule.ModuleVersionId.ToString()).Add(RuntimeInformation.FrameworkDescription).Add(RuntimeInformation.ProcessArchitecture.ToString());
        foreach (var file in new[] { Programs.Worker, Programs.Compiler }.SelectMany(Directory.GetFiles).Where(it => Path.GetExtension(it) is ".dll" or ".so" or ".json").Order(StringComparer.Ordinal))
        {
            all.Add(Path.GetFileName(file));
            // Libraries of half a gigabyte are told apart by their size: their versions are pinned by the build.
            if (file.EndsWith(".so", StringComparison.Ordinal)) all.Add(FormattableString.Invariant($"{new FileInfo(file).Length}"));
            else all.Add(File.ReadAllBytes(file));
        }
        return all.Result();
    }

    /// <summary>Of all that the proof of a reference rests on.</summary>
    public static string OfReference(HomeworkFiles files, Rubric rubric)
    {
        using var all = new Fingerprint();
        all.Add("reference 2").Add(Tools).Add(OfRubricFile(files)).Add(FormattableString.Invariant($"{rubric.Seed}"));
        foreach (var question in rubric.Questions) all.Add(question.Id);
        return all.Add(OfReferenceFiles(files)).Result();
    }

    public static string OfRubricFile(HomeworkFiles files)
    {
        using var all = new Fingerprint();
        return all.Add(File.ReadAllBytes(files.RubricFile)).Result();
    }

    public static string OfReferenceFiles(HomeworkFiles files)
    {
        using var all = new Fingerprint();
        if (!Directory.Exists(files.ReferenceFolder)) return all.Result();
        foreach (var file in Directory.GetFiles(files.ReferenceFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            all.Add(Path.GetRelativePath(files.ReferenceFolder, file)).Add(File.ReadAllBytes(file));
        return all.Result();
    }

    /// <summary>Of the calls that a homework makes, with their inputs and limits: not of points, tolerances, mistakes or texts.</summary>
    public static string OfCalls(PreparedHomework homework, bool reduced)
    {
        using var all = new Fingerprint();
        all.Add("run 2").Add(Tools).Add(reduced ? "reduced" : "full").Add(homework.Rubric.Limits.ToString());
        foreach (var file in CompiledSubmission.FilesOf(homework.Rubric))
        {
            all.Add(file.Key);
            all.Add(homework.Probes.GetValueOrDefault(file.Key, "")).Add(homework.StandIns.GetValueOrDefault(file.Key, ""));
            foreach (var check in file)
            {
                all.Add(check.Limits.ToString());
                foreach (var function in check.Functions) all.Add(function.ToString()).Add(function.Body);
                if (check is TrainingCheck training) AddTraining(all, training, homework);
            }
        }
        if (homework.Data is { } data)
        {
            foreach (var file in Directory.GetFiles(data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) all.Add(Path.GetRelativePath(data, file)).Add(File.ReadAllBytes(file));
        }
        foreach (var part in homework.Rubric.Parts)
        {
            foreach (var check in part.Checks.OfType<CallCheck>().Where(it => it is not FormulaCheck))
            {
                all.Add(part.Id).Add(check.Function.ToString());
                if (check.FollowThrough is { } rule) all.Add(rule.Forward).Add(rule.Of ?? "").Add(rule.Times).Add(string.Join(' ', rule.At));
                var cases = homework.CasesOf(part.Id);
                for (var i = 0; i < cases.Length; i++)
                {
                    if (cases[i].IsFor(check)) all.Add(FormattableString.Invariant($"{i}")).Add(ValueCodec.Encode(new ListValue(cases[i].Arguments)));
                }
            }
        }
        return all.Result();
    }

    /// <summary>How many seeds are run depends on the steps and on the labels.</summary>
    private static void AddTraining(Fingerprint all, TrainingCheck check, PreparedHomework homework)
    {
        all.Add(check.Run).Add(string.Join(' ', check.Seeds)).Add(string.Join(' ', check.Steps.Select(it => FormattableString.Invariant($"{it.AtLeast}")))).Add(FormattableString.Invariant($"{check.Borderline}"));
        all.Add(ValueCodec.Encode(new ListValue(homework.TrainingArguments(check, 0))));
        if (check.Against is not null) all.Add(string.Join('\n', homework.Labels(check)));
    }

    /// <summary>Of the scripts of a submission, for the calls of a homework.</summary>
    public static string OfRun(string calls, Submission submission, Rubric rubric)
    {
        using var all = new Fingerprint();
        all.Add(calls);
        foreach (var file in CompiledSubmission.FilesOf(rubric))
        {
            var submitted = submission.Files.GetValueOrDefault(file.Key);
            all.Add(file.Key).Add(submitted is null ? "missing" : submitted.Problem is null ? "text" : "unreadable").Add(submitted?.Text ?? "").Add(Path.GetExtension(submitted?.Path ?? ""));
        }
        return all.Result();
    }

    public static string OfExtensions(Extensions extensions)
    {
        using var all = new Fingerprint();
        foreach (var (id, extension) in extensions.ByStudent) all.Add(id).Add(FormattableString.Invariant($"{extension.Until:O} {extension.Waived} {extension.Submitted:O}"));
        return all.Result();
    }

    /// <summary>Of everything that a student handed in, to say later that it is another submission.</summary>
    public static string OfSubmission(Submission submission)
    {
        using var all = new Fingerprint();
        foreach (var (name, file) in submission.Files) all.Add(name).Add(file.Text).Add(file.Problem?.En ?? "");
        return all.Add(FormattableString.Invariant($"{submission.SubmittedAt:O}")).Result();
    }

    private Fingerprint Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    private Fingerprint Add(byte[] bytes)
    {
        _hash.AppendData(BitConverter.GetBytes(bytes.LongLength));
        _hash.AppendData(bytes);
        return this;
    }

    private string Result() => Convert.ToHexStringLower(_hash.GetCurrentHash())[..40];

    public void Dispose() => _hash.Dispose();
}
