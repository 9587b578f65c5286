using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Splits;

public class TrackSplitTests
{
    [Fact]
    public void Every_genre_is_in_every_part_and_no_track_is_in_two_parts()
    {
        FeatureSet data = SplitData.Of(10, 20);
        DataSplit split = TrackSplit.Stratified(data, 0.2, 0.2, 1);
        Assert.Equal((18, 6, 6), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(data.TrackIds.Distinct().Order(), split.Train.Concat(split.Validation).Concat(split.Test).Order());
        Assert.Equal(2, split.Test.Count(id => id.StartsWith("g0", StringComparison.Ordinal)));
        Assert.Equal((SplitKind.Stratified, 1UL, "0"), (split.Kind, split.Seed!.Value, split.DatasetFingerprint));
        Assert.Empty(split.Warnings);
    }

    [Fact]
    public void Equal_seeds_give_equal_results_and_others_differ()
    {
        FeatureSet data = SplitData.Of(10, 20);
        Assert.Equal(TrackSplit.Stratified(data, 0.2, 0.2, 1).ToJson(), TrackSplit.Stratified(data, 0.2, 0.2, 1).ToJson());
        Assert.NotEqual(TrackSplit.Stratified(data, 0.2, 0.2, 1).Test, TrackSplit.Stratified(data, 0.2, 0.2, 2).Test);
    }

    [Fact]
    public void A_seed_gives_the_same_tracks_on_every_machine() =>
        Assert.Equal(["g0/000", "g0/003", "g1/005", "g1/006", "g1/014", "g1/017"], TrackSplit.Stratified(SplitData.Of(10, 20), 0.2, 0.2, 42).Test);

    [Fact]
    public void The_split_does_not_depend_on_the_order_of_the_data()
    {
        FeatureSet data = SplitData.Of(10, 20);
        for (ulong seed = 0; seed < 5; seed++)
        {
            Assert.Equal(TrackSplit.Stratified(data, 0.2, 0.2, 3).ToJson(), TrackSplit.Stratified(SplitData.Shuffled(data, seed), 0.2, 0.2, 3).ToJson());
        }
    }

    [Fact]
    public void Three_tracks_per_genre_are_sufficient()
    {
        DataSplit split = TrackSplit.Stratified(SplitData.Of(3, 3), 0.2, 0.2, 1);
        Assert.Equal((2, 2, 2), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Contains("g0", Assert.Throws<DatasetException>(() => TrackSplit.Stratified(SplitData.Of(2, 3), 0.2, 0.2, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(0.2, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(double.NaN, 0.2)]
    public void Shares_out_of_range_are_rejected(double validation, double test) =>
        Assert.ThrowsAny<ArgumentException>(() => TrackSplit.Stratified(SplitData.Of(5, 5), validation, test, 1));
}
