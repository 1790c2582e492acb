using System.Globalization;
using Grader.Core.Rubrics;

namespace Grader.Core.Tests.Rubrics;

public sealed class RubricReaderTests
{
    private const string Good = """
        rubric: 1
        homework: hw
        title: { en: Homework, fa: تمرین }
        due: { at: 1402/10/01 23:59, calendar: persian, zone: Asia/Tehran }
        points: 10
        seed: 7
        limits: { cpu: 500 ms, memory: 1 GiB, output: 64 KiB }
        forbid: [ System.IO ]
        questions:
          - id: q1
            points: 10
            file: q1.csx
            parts:
              - id: q1a
                points: 6
                function: Tensor F(int t, int i, Tensor W)
                mistakes:
                  sign: { credit: 0.5, text: { en: Sign, fa: علامت } }
                checks:
                  - { id: direct, kind: gradient, points: 2, cases: i = t }
                  - { id: rest, kind: tensor, points: 4, cases: general and i < t }
              - id: q1b
                points: 4
                checks:
                  - { id: choice, kind: choice, points: 3, options: 4, correct: [3] }
                  - { id: reason, kind: manual, points: 1, items: [ { id: full, points: 1, text: Full } ] }
        """;

    [Theory]
    [InlineData("points: 10\nseed", "points: 9\nseed", "5:9: error GR006: The points of the questions add up to 10, but 9 are written here.", "Write 'points: 10', or change the points of the questions; bonus does not count.")]
    [InlineData("    points: 10\n    file", "    points: 11\n    file", "11:13: error GR006: The points of the parts add up to 10, but 11 are written here.", "Write 'points: 10'")]
    [InlineData("        points: 6", "        points: 5", "15:17: error GR006: The points of the checks of q1a add up to 6, but 5 are written here.", "Write 'points: 6'")]
    [InlineData("seed: 7", "sede: 7", "6:1: error GR002: The rubric has no key 'sede'.", "Did you mean 'seed'?")]
    [InlineData("    file: q1.csx", "    flie: q1.csx", "12:5: error GR002: A question has no key 'flie'.", "Did you mean 'file'?")]
    [InlineData("function: Tensor F", "funktion: Tensor F", "16:9: error GR002: A part has no key 'funktion'.", "Did you mean 'function'?")]
    [InlineData("options: 4", "option: 4", "error GR002: A check of kind choice has no key 'option'.", "Did you mean 'options'?")]
    [InlineData("seed: 7", "late: { grace: 15 min }", "6:7: error GR003: The key 'per-day' is missing.", "Add, for example: per-day: 10 %")]
    [InlineData("seed: 7", "late: { per-day: 10 }", "6:18: error GR004: '10' is not a value of 'per-day'.", "Write a number and a unit (%), such as 10 %.")]
    [InlineData("seed: 7", "late: { per-day: 110 % }", "6:18: error GR004: More than 100 % a day.", "Write a share of what was earned")]
    [InlineData("seed: 7", "late: { per-day: 10 %, after: last-day }", "6:31: error GR003: 'after' says what holds after the last day, and there is no 'days'.", "Add, for example: days: 5")]
    [InlineData("due: { at: 1402/10/01 23:59, calendar: persian, zone: Asia/Tehran }", "late: { per-day: 10 % }", "4:7: error GR003: There is a penalty for being late, and no 'due'.", "Add, for example: due:")]
    [InlineData("calendar: persian, ", "calendar: gregorian, ", "4:12: error GR004: '1402/10/01 23:59' is not a date and time of the gregorian calendar.", "Write it as 1402/10/01 23:59")]
    [InlineData("seed: 7", "drop: 1", "6:7: error GR004: Of 1 questions, 1 cannot be dropped.", "Drop fewer than there are")]
    [InlineData("    file: q1.csx", "    drop: 1", "12:11: error GR004: Only parts with the same points can be dropped, and these have 6, 4.", "Give each part the same points")]
    [InlineData("kind: gradient", "kind: gradiant", "20:33: error GR009: 'gradiant' is not a kind of check of this version.", "Did you mean 'gradient'?")]
    [InlineData("seed: 7", "seed: 7\nseed: 8", "7:1: error GR011: The key 'seed' stands here for the second time; the first is in line 6.", "Remove one of the two")]
    [InlineData("seed: 7", "seed: &s 7", "6:7: error GR010: Anchors (&) are not read.", "Write the value out")]
    [InlineData("seed: 7", "seed: *s", "6:7: error GR010: Aliases (*) are not read.", "Write the value out")]
    [InlineData("seed: 7", "seed: !!int 7", "6:7: error GR010: Tags (!) are not read.", "Remove the tag")]
    [InlineData("  - id: q1\n", "\t- id: q1\n", "10:1: error GR001: A tab is used for indentation.", "Indent with spaces")]
    [InlineData("title: {", "title: '{", "error GR001: This is not YAML", "Look for a missing quote")]
    [InlineData("rubric: 1", "rubric: 2", "1:9: error GR004: '2' is not a version of rubrics that this grader reads.", "Write 'rubric: 1'.")]
    [InlineData("homework: hw", "homework: hw6", "2:11: error GR004: The homework is called 'hw6', but the file is hw.yaml.", "Make the two names the same.")]
    [InlineData("at: 1402/10/01 23:59", "at: 1402/13/01 23:59", "4:12: error GR004: '1402/13/01 23:59' is not a date and time of the persian calendar.", "Write it as 1402/10/01 23:59")]
    [InlineData("zone: Asia/Tehran", "zone: Asia/Teheran2", "error GR004: The time zone 'Asia/Teheran2' is not known here.", "Write an IANA name")]
    [InlineData("cpu: 500 ms", "cpu: soon", "7:16: error GR004: 'soon' is not a value of 'cpu'.", "Write a number and a unit (ms, s, min), such as 10 s.")]
    [InlineData("        points: 6", "        points: six", "15:17: error GR004: 'six' is not a number for 'points'.", "Write a number from 0")]
    [InlineData("id: q1b", "id: q1a", "22:9: error GR005: Another question or part is called 'q1a' already, in line 14.", "Give each its own id")]
    [InlineData("id: rest", "id: direct", "error GR005: Another check of this part is called 'direct' already, in line 20.", "Give each its own id")]
    [InlineData("Tensor F(int t", "F(int t", "16:19: error GR007: 'F(int t, int i, Tensor W)' is not the signature of a function: it must start with the type that the function returns.", "Write it as in C#")]
    [InlineData("cases: i = t", "cases: j = t", "error GR008: 'j' is not a scalar parameter of F.", "Did you mean 'i'?")]
    [InlineData("general and i < t", "general or i < t", "error GR008: 'general or i < t' does not pick cases", "Write groups and comparisons joined by 'and'")]
    [InlineData("forbid: [ System.IO ]", "forbid: [ 'System..IO' ]", "8:11: error GR012: 'System..IO' is not the name of a symbol.", "a '*' may stand at the end only")]
    [InlineData("correct: [3]", "correct: [5]", "error GR004: '5' is not a number for 'correct'.", "Write a number from 1 to 4")]
    [InlineData("credit: 0.5", "credit: 1.5", "error GR004: '1.5' is not a number for 'credit'.", "Write a number from 0 to 1")]
    [InlineData("forbid: [ System.IO ]", "require: [ { any: [ 'loop;' ] } ]", "8:21: error GR012: 'loop;' is not the name of a symbol.", "Operations: loop, recursion.")]
    [InlineData("forbid: [ System.IO ]", "require: [ { all: [ loop ] } ]", "8:14: error GR002: A requirement has no key 'all'.", "any, cost, text")]
    [InlineData("forbid: [ System.IO ]", "forbid: [ { symbol: System.IO, cost: 2 } ]", "8:38: error GR004: '2' is not a number for 'cost'.", "Write a number from 0.01 to 1")]
    [InlineData("forbid: [ System.IO ]", "forbid: [ { cost: 0.5 } ]", "8:11: error GR003: The key 'symbol' is missing.", "symbol: System.IO")]
    [InlineData("sign: { credit: 0.5, text: { en: Sign, fa: علامت } }", "sign: { credit: 0.5, text: { en: Sign, fa: علامت } }\n        accept: { sign: { text: Same } }", "error GR005: 'sign' is a mistake of this part already.", "What is accepted is no mistake")]
    [InlineData("        points: 4\n        checks", "        points: 4\n        accept: { other: { text: Other } }\n        checks", "error GR004: 'accept' must be a map from an id to a text, on a part that has a function.", "the function <part>_biased")]
    [InlineData("points: 2, cases: i = t }", "points: 2, cases: i = t, shape: loose }", "error GR004: 'loose' is not a value of 'shape'.", "exact, singletons")]
    [InlineData("points: 2, cases: i = t }", "points: 2, cases: i = t, follow-through: { forward: q1x, times: W, at: [W] } }", "error GR016: There is no part 'q1x' with a function to follow through.", "Did you mean 'q1a'?")]
    [InlineData("points: 2, cases: i = t }", "points: 2, cases: i = t, follow-through: { forward: q1a, times: dOut, at: [V] } }", "error GR016: F has no parameter 'dOut', so F cannot be called with its arguments.", "")]
    [InlineData("points: 2, cases: i = t }", "points: 2, cases: i = t, follow-through: { forward: q1a, times: W, at: [V] } }", "error GR016: F has no parameter 'V' to take the gradient at.", "")]
    [InlineData("{ id: full, points: 1,", "{ id: full, points: 2,", "error GR006: An item has more points than its check.", "Lower the item")]
    public void A_slip_gives_its_place_and_a_way_out(string find, string replace, string complaint, string help)
    {
        Assert.Contains(find, Good, StringComparison.Ordinal);
        foreach (var culture in new[] { "", "fa-IR", "tr-TR" })
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var (rubric, diagnostics) = RubricReader.Read("rubrics/hw.yaml", Good.ReplaceLineEndings("\n").Replace(find, replace, StringComparison.Ordinal));
            Assert.Null(rubric);
            Assert.Contains(diagnostics, it => it.ToString().Contains(complaint, StringComparison.Ordinal) && it.Help.Contains(help, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_good_rubric_is_read_with_what_its_checks_inherit()
    {
        var (rubric, diagnostics) = RubricReader.Read("rubrics/hw.yaml", Good);
        Assert.Empty(diagnostics);
        var direct = Assert.IsType<GradientCheck>(rubric!.Checks.First());
        Assert.Equal(("q1.csx", 2m, TimeSpan.FromMilliseconds(500)), (direct.File, direct.Points, direct.Limits.Cpu));
        Assert.Equal("System.IO", Assert.Single(direct.Symbols.Forbid).Pattern);
        Assert.Equal(["q1.csx", "q1.csx", "answers.yaml", "answers.yaml"], rubric.Checks.Select(it => it.File));
        Assert.Equal(DateTimeOffset.Parse("2023-12-22T23:59:00+03:30", CultureInfo.InvariantCulture), rubric.Due!.At);
    }

    [Fact]
    public void All_complaints_come_at_once_in_the_order_of_the_file()
    {
        var text = Good.Replace("seed: 7", "sede: 7", StringComparison.Ordinal).Replace("kind: tensor", "kind: tensr", StringComparison.Ordinal).Replace("id: choice", "id: Choice", StringComparison.Ordinal);
        var lines = RubricReader.Read("rubrics/hw.yaml", text).Diagnostics.Select(it => it.At.Line).ToList();
        Assert.True(lines.Count >= 3);
        Assert.Equal(lines.Order(), lines);
    }

    [Fact]
    public void Nothing_that_can_be_written_makes_the_reader_fail()
    {
        const string Marks = "{}[]:,&*!#'\"|>-\n \t۱x";
        var random = new Random(1402);
        for (var round = 0; round < 2000; round++)
        {
            var letters = Good.ToCharArray().ToList();
            for (var change = 0; change < 3; change++)
            {
                var at = random.Next(letters.Count);
                if (random.Next(3) == 0) letters.RemoveAt(at);
                else letters.Insert(at, Marks[random.Next(Marks.Length)]);
            }
            RubricReader.Read("rubrics/hw.yaml", string.Concat(letters)); // an exception fails the test
        }
        foreach (var bomb in new[] { "", "[", new string('[', 100_000), string.Concat(Enumerable.Repeat("{a: ", 50_000)), "\0", "--- a\n--- b", "a: &a [*a, *a]" })
            Assert.Null(RubricReader.Read("rubrics/hw.yaml", bomb).Rubric);
    }
}
