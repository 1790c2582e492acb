using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Tests.Comparing;

public sealed class TrainingComparerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", 1)]
    [InlineData("0.95", null)] // the highest step: no further run
    [InlineData("0.91", 2)]
    [InlineData("0.91 0.5", null)] // clear, though below a step
    [InlineData("0.94 0.5", 3)] // just below a step: two more
    [InlineData("0.94 0.5 0.94", 4)]
    [InlineData("0.94 0.5 0.94 0.94", null)]
    [InlineData("NaN NaN", null)]
    [InlineData("NaN 0.96", null)]
    public void As_many_seeds_are_run_as_it_takes(string made, int? next) =>
        Assert.Equal(next, (int?)TrainingComparer.NextSeed(Check(null), [.. made.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(it => Returned(new RealValue(double.Parse(it, System.Globalization.CultureInfo.InvariantCulture))))], Homework()));

    [Theory]
    [InlineData("1 0 1 0", 1.0)]
    [InlineData("1 1 1 1", 0.5)]
    [InlineData("1 0 1", null)] // one prediction too few is no number, and never a share of fewer
    [InlineData("", null)]
    public void Predictions_are_compared_with_labels_that_stay_here(string predictions, double? accuracy)
    {
        _folder.With("hidden/h.csv", "label,text\n1,a\n0,\"b, c\"\n1,d\n0,e\n");
        var value = new ListValue([.. predictions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(it => (Value)new IntegerValue(long.Parse(it, System.Globalization.CultureInfo.InvariantCulture)))]);
        var check = Check(new DataColumn("hidden/h.csv", "label", new SourcePosition("", 1, 1)));
        Assert.Equal(accuracy, TrainingComparer.Measure(check, Returned(value), Homework(), out _));
        Assert.Equal(accuracy, TrainingComparer.Measure(check, Returned(new TupleValue([value, new TextValue("a remark")])), Homework(), out _));
    }

    [Fact]
    public void Inputs_are_columns_and_the_seed_and_a_path_out_of_the_folder_is_none()
    {
        _folder.With("data/t.csv", "text\na\n\"b, c\"\n");
        var data = new HomeworkData(_folder.Path);
        Assert.Equal("a|b, c", string.Join('|', data.Column(new DataColumn("data/t.csv", "text", new SourcePosition("", 1, 1)), out _)!.Value));
        Assert.Null(data.Column(new DataColumn("../x.csv", "text", new SourcePosition("", 1, 1)), out _));
        Assert.Null(data.Column(new DataColumn("data/t.csv", "label", new SourcePosition("", 1, 1)), out var problem));
        Assert.Equal("data/t.csv has no column 'label'; it has text.", problem);
    }

    private static Returned Returned(Value value) => new(value, [], "");

    private static TrainingCheck Check(DataColumn? against) => new(
        Signature.TryParse("double Fit(int seed)", out _)!, ImmutableSortedDictionary<string, DataColumn>.Empty, against, [1, 2], [new Step(0.8, 2), new Step(0.95, 5)], 0.02) { Points = 5 };

    private PreparedHomework Homework() => PreparedHomework.Of(
        null!, [], [], [], ImmutableSortedDictionary<string, TensorValue>.Empty, [], ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty, _folder.Path);
}
