using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets;

public class SegmentValuesTests
{
    // Three segments do not fit into one block of 2^24 values.
    private const int Size = (1 << 23) - 1;

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    public void Segments_of_several_blocks_are_read_in_order(long memoryLimit)
    {
        using var folder = new TemporaryFolder();
        int next = 0;
        var values = SegmentValues.Read(5, Size, memoryLimit, Path.Combine(folder.Path, "mapped"), (block, first) =>
        {
            Assert.Equal(next, first);
            for (int i = 0; i < block.Length / Size; i++, next++)
            {
                block.Slice(i * Size, Size).Fill(next);
            }
        });
        Assert.Equal(5, values.Count);
        for (int segment = 0; segment < 5; segment++)
        {
            Assert.Equal(Size, values[segment].Length);
            Assert.False(values[segment].ContainsAnyExcept((float)segment));
        }
    }

    [Fact]
    public void A_value_that_is_not_finite_is_found_with_its_segment()
    {
        Assert.Null(SegmentValues.Wrap(new float[] { 1, 2, 3, 4 }, 2).FindNotFinite());
        Assert.Equal((1, float.PositiveInfinity), SegmentValues.Wrap(new float[] { 1, 2, 3, float.PositiveInfinity }, 2).FindNotFinite());
    }

    [Fact]
    public void No_segments_need_no_block()
    {
        Assert.Equal(0, SegmentValues.Wrap(default, 3).Count);
        Assert.Equal(0, SegmentValues.Read(0, 3, 0, "unused", (_, _) => Assert.Fail("nothing to read")).Count);
    }
}
