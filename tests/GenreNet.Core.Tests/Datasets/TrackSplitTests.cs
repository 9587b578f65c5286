using GenreNet.Core.Datasets;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Datasets;

public class TrackSplitTests
{
    [Fact]
    public void Every_genre_is_shared_out_and_no_track_is_on_two_sides()
    {
        FeatureSet data = Data(10, 20);
        var split = TrackSplit.Stratified(data, 0.2, 0.2, 1);
        Assert.Equal((18, 6, 6), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(data.TrackIds.Distinct().Order(), split.Train.Concat(split.Validation).Concat(split.Test).Order());
        Assert.Equal(2, split.Test.Count(id => id.StartsWith("g0", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_seed_repeats_and_another_differs()
    {
        FeatureSet data = Data(10, 20);
        Assert.Equal(TrackSplit.Stratified(data, 0.2, 0.2, 1).ToJson(), TrackSplit.Stratified(data, 0.2, 0.2, 1).ToJson());
        Assert.NotEqual(TrackSplit.Stratified(data, 0.2, 0.2, 1).Test, TrackSplit.Stratified(data, 0.2, 0.2, 2).Test);
    }

    [Fact]
    public void Three_tracks_are_just_enough()
    {
        var split = TrackSplit.Stratified(Data(3, 3), 0.2, 0.2, 1);
        Assert.Equal((2, 2, 2), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Contains("g0", Assert.Throws<DatasetException>(() => TrackSplit.Stratified(Data(2, 3), 0.2, 0.2, 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>Two genres with some tracks of two segments each.</summary>
    private static FeatureSet Data(params int[] tracks)
    {
        List<string> ids = [];
        List<int> labels = [];
        for (int genre = 0; genre < tracks.Length; genre++)
        {
            for (int i = 0; i < 2 * tracks[genre]; i++)
            {
                ids.Add($"g{genre}/{i / 2:D3}");
                labels.Add(genre);
            }
        }

        FeatureOptions options = FeatureOptions.Default with { SegmentSeconds = 0.1 };
        return new FeatureSet(new float[ids.Count * options.ValuesPerSegment], [.. labels], [.. ids], ["g0", "g1"], options, "test", "0");
    }
}
