using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Linear;

public class InnerFoldsTests
{
    private static readonly string[] Genres = ["blues", "rock"];

    [Fact]
    public void Few_tracks_use_leave_one_out()
    {
        var folds = InnerFolds.Of(Tracks(5, 5), Genres, 10, seed: 1);
        Assert.Equal(10, folds.Folds.Count);
        Assert.All(folds.Folds, fold => Assert.Single(fold));
        Assert.Equal("cross-validation that leaves one track out at a time", folds.Description);
        Assert.Empty(folds.Warnings);
    }

    [Fact]
    public void Many_tracks_use_stratified_folds()
    {
        LabelledTrack[] tracks = Tracks(100, 50);
        var folds = InnerFolds.Of(tracks, Genres, 10, seed: 1);
        Assert.Equal(10, folds.Folds.Count);
        Assert.Equal(Enumerable.Range(0, 150), folds.Folds.SelectMany(fold => fold).Order());
        Assert.All(folds.Folds, fold => Assert.Equal((10, 5), (fold.Count(i => tracks[i].Label == 0), fold.Count(i => tracks[i].Label == 1))));
        Assert.Equal(folds.Folds, InnerFolds.Of(tracks, Genres, 10, seed: 1).Folds);
    }

    [Fact]
    public void Groups_stay_together_and_every_genre_remains_in_training()
    {
        // Groups of five, and a genre of two groups only, which ten folds cannot all hold.
        LabelledTrack[] tracks = [.. Tracks(500, 10).Select((track, i) => track with { Group = $"artist {i / 5}" })];
        var folds = InnerFolds.Of(tracks, Genres, 10, seed: 3);
        Assert.Equal("10-fold cross-validation with groups apart", folds.Description);
        Assert.All(tracks.Index().GroupBy(t => t.Item.Group, t => t.Index), group => Assert.Single(folds.Folds, fold => fold.Intersect(group).Any()));
        Assert.All(folds.Folds, fold => Assert.Contains(Enumerable.Range(0, tracks.Length).Except(fold), i => tracks[i].Label == 1));
    }

    [Fact]
    public void A_genre_with_one_group_is_left_out_by_track_with_a_warning()
    {
        LabelledTrack[] tracks = [.. Tracks(4, 3).Select(track => track.Label == 1 ? track with { Group = "one artist" } : track)];
        var folds = InnerFolds.Of(tracks, Genres, 10, seed: 1);
        Assert.Equal(7, folds.Folds.Count);
        Assert.StartsWith("All tracks of rock are in one group, so", Assert.Single(folds.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_genre_with_one_track_is_rejected() => Assert.Contains(
        "The genre rock has too few usable training tracks (1; a linear network needs at least two per genre)",
        Assert.Throws<DatasetException>(() => InnerFolds.Of(Tracks(4, 1), Genres, 10, seed: 1)).Message,
        StringComparison.Ordinal);

    private static LabelledTrack[] Tracks(int blues, int rock) =>
        [.. Enumerable.Range(0, blues + rock).Select(i => new LabelledTrack($"{i:D4}", i < blues ? 0 : 1, $"{i:D4}", null))];
}
