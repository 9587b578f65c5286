using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Linear;

public class LinearTracksTests
{
    // Tracks a (two segments and a changed copy of one), b (one segment) of blues, c (one segment) of rock.
    private static readonly FeatureSet Data = new(new FeatureSetContent
    {
        Values = new float[] { 1, 3, 9, 5, 7 },
        Labels = [0, 0, 0, 0, 1],
        TrackIds = ["a", "a", "a", "b", "c"],
        Genres = ["blues", "rock"],
        Options = FeatureOptions.External("x", 1),
        DatasetName = "x",
        DatasetFingerprint = "0",
        Variants = [0, 0, 1, 0, 0],
    });

    private static readonly LinearTracks Tracks = new(Data, [0, 1, 2, 3, 4], [1, 3, 9, 5, 7]);

    [Fact]
    public void Tracks_of_a_genre_have_equal_weight_for_any_number_of_segments()
    {
        foreach (LinearItems kind in Enum.GetValues<LinearItems>())
        {
            LinearItemSet items = Tracks.Items([0, 1, 2], kind);
            Assert.Equal(0.25, Enumerable.Range(0, items.Count).Where(i => items.Values[i] is 1 or 2 or 3 or 9).Sum(i => items.Weights[i]), 1e-12);
            Assert.Equal(0.25, items.Weights[Array.IndexOf(items.Values, 5)], 1e-12);
            Assert.Equal(0.5, items.Weights[Array.IndexOf(items.Values, 7)], 1e-12);
        }
    }

    [Fact]
    public void Items_are_track_means_segments_or_both()
    {
        Assert.Equal([2, 9, 5, 7], Tracks.Items([0, 1, 2], LinearItems.Tracks).Values);
        Assert.Equal([1, 3, 9, 5, 7], Tracks.Items([0, 1, 2], LinearItems.Segments).Values);
        Assert.Equal([2, 1, 3, 9, 5, 7], Tracks.Items([0, 1, 2], LinearItems.Both).Values);
    }

    [Fact]
    public void Augmented_variants_have_no_predictions()
    {
        Assert.Equal([2.0], Tracks.Mean(0));
        Assert.Equal([0, 1], Tracks.RowsOf(0));
    }
}
