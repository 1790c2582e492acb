using Grader.Contract;
using Grader.Core.Comparing;

namespace Grader.Core.Tests.Comparing;

public sealed class EntryShareTests
{
    private static ListValue List(params long[] numbers) => new([.. numbers.Select(it => (Value)new IntegerValue(it))]);

    [Fact]
    public void Right_entries_are_counted_in_their_places_and_extra_ones_count_as_wrong()
    {
        Assert.Equal((2, 3), EntryShare.Of(List(1, 9, 3), List(1, 2, 3)));
        Assert.Equal((3, 5), EntryShare.Of(List(1, 2, 3, 4, 5), List(1, 2, 3)));
        Assert.Equal((1, 3), EntryShare.Of(List(1), List(1, 2, 3)));
    }

    [Fact]
    public void A_dictionary_has_no_order_and_another_type_has_no_right_entry()
    {
        var a = new MapEntry(new TextValue("a"), new IntegerValue(1));
        var b = new MapEntry(new TextValue("b"), new IntegerValue(2));
        Assert.Equal((2, 2), EntryShare.Of(new MapValue([b, a]), new MapValue([a, b])));
        Assert.Equal((0, 2), EntryShare.Of(new TextValue("ab"), new MapValue([a, b])));
        Assert.Equal((0, 1), EntryShare.Of(new RealValue(1), new IntegerValue(1)));
        Assert.Equal((0, 3), EntryShare.Of(null, List(1, 2, 3)));
    }
}
