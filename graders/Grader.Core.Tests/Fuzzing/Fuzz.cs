using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Grader.Core.Tests.Fuzzing;

/// <summary>
/// Properties over bent input. A test run takes the same few hundred cases every time; <c>GRADER_FUZZ_SECONDS=300</c> goes on with other seeds for
/// that long in each test, from <c>GRADER_FUZZ_SEED</c> on. What is found becomes an ordinary test.
/// </summary>
internal static class Fuzz
{
    private const ulong Seed = 1402;

    /// <summary>Bends one of the <paramref name="seeds"/> by a few edits and hands it to <paramref name="survive"/>, which throws when it does not.</summary>
    public static void Bytes(IReadOnlyList<byte[]> seeds, int cases, Action<byte[]> survive) => Run(seeds.Count, cases, (seed, edits) => survive(Edit.Apply(seeds[seed], edits)));

    public static void Text(IReadOnlyList<string> seeds, int cases, Action<string> survive) => Run(seeds.Count, cases, (seed, edits) => survive(Edit.Apply(seeds[seed], edits)));

    private static void Run(int seeds, int cases, Action<int, Edit[]> survive)
    {
        var edit = from kind in Gen.Choose(0, Edit.Kinds - 1) from at in Gen.Choose(0, int.MaxValue) from value in Gen.Choose(0, int.MaxValue) select new Edit(kind, at, value);
        var generator = from seed in Gen.Choose(0, seeds - 1) from edits in edit.ArrayOf() select (Seed: seed, Edits: edits);
        // Fewer edits are a simpler case.
        var arbitrary = Arb.From(generator, it => Enumerable.Range(0, it.Edits.Length).Select(left => (it.Seed, it.Edits.Where((_, i) => i != left).ToArray())));
        var property = Prop.ForAll(arbitrary, it => survive(it.Seed, it.Edits));
        var seconds = Number("GRADER_FUZZ_SECONDS") ?? 0;
        var until = Environment.TickCount64 + (long)seconds * 1000;
        var round = seconds == 0 ? Seed : Number("GRADER_FUZZ_SEED") ?? (ulong)Environment.TickCount64;
        do
        {
            var replay = FSharpOption<Replay>.Some(new Replay(new Rnd(round++), FSharpOption<int>.None));
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithEndSize(12).WithReplay(replay), property);
        }
        while (Environment.TickCount64 < until);
    }

    private static ulong? Number(string variable) => ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
