using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Splits;

public class LeakySplitTests
{
    [Fact]
    public void Segments_are_distributed_and_tracks_are_in_several_parts()
    {
        FeatureSet data = SplitData.Of(10, id => id, 10, 20);
        DataSplit split = LeakySplit.Segments(data, 0.2, 0.2, 1);
        int[][] parts = [split.SegmentsOf(data, SplitPart.Train), split.SegmentsOf(data, SplitPart.Validation), split.SegmentsOf(data, SplitPart.Test)];
        Assert.Equal([180, 60, 60], parts.Select(p => p.Length));
        Assert.Equal(Enumerable.Range(0, 300), parts.SelectMany(p => p).Order());
        Assert.Equal(20, parts[2].Count(segment => data.Labels[segment] == 0));
        Assert.NotEmpty(split.Train.Intersect(split.Test));
        Assert.True(split.IsLeaky);
        Assert.Equal(DataSplit.LeakyWarning, split.Warnings[0]);
        Assert.Contains("\"is_leaky\": true", split.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_gives_the_same_split_for_every_order_of_the_data()
    {
        FeatureSet data = SplitData.Of(5, id => id, 10, 20);
        string expected = LeakySplit.Segments(data, 0.2, 0.2, 1).ToJson();
        Assert.Equal(expected, LeakySplit.Segments(SplitData.Shuffled(data, 3), 0.2, 0.2, 1).ToJson());
        Assert.NotEqual(expected, LeakySplit.Segments(data, 0.2, 0.2, 2).ToJson());
    }

    [Fact]
    public void Two_segments_are_too_few() =>
        Assert.Contains("genre g1 has 2 segments", Assert.Throws<DatasetException>(() => LeakySplit.Segments(SplitData.Of(2, id => id, 4, 1), 0.2, 0.2, 1)).Message, StringComparison.Ordinal);
}
