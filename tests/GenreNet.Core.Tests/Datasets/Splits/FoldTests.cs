using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Splits;

public class FoldTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_track_is_in_one_test_fold_and_one_validation_fold(int tracksOfArtist)
    {
        FeatureSet data = SplitData.Of(2, id => $"{id[..2]}-{int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture) / tracksOfArtist}", 45, 62, 33);
        IReadOnlyList<DataSplit> folds = TrackSplit.Folds(data, 10, 5);
        string[] all = [.. data.Tracks.Select(t => t.Id).Order(StringComparer.Ordinal)];
        Assert.Equal(all, folds.SelectMany(f => f.Test).Order(StringComparer.Ordinal));
        Assert.Equal(all, folds.SelectMany(f => f.Validation).Order(StringComparer.Ordinal));
        for (int i = 0; i < folds.Count; i++)
        {
            DataSplit fold = folds[i];
            Assert.Equal(all, fold.Train.Concat(fold.Validation).Concat(fold.Test).Order(StringComparer.Ordinal));
            Assert.Equal(folds[(i + 1) % 10].Test, fold.Validation);
            Assert.Equal((i + 1, 10), (fold.Fold!.Value, fold.FoldCount!.Value));
            Assert.Equal(3, fold.Test.Select(t => t[..2]).Distinct().Count());
        }
    }

    [Fact]
    public void Fold_sizes_differ_by_at_most_one_track_per_genre_and_in_total()
    {
        IReadOnlyList<DataSplit> folds = TrackSplit.Folds(SplitData.Of(45, 62, 33), 10, 5);
        foreach (string genre in (string[])["g0", "g1", "g2", "g"])
        {
            int[] counts = [.. folds.Select(f => f.Test.Count(t => t.StartsWith(genre, StringComparison.Ordinal)))];
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void A_seed_gives_the_same_split_for_every_order_of_the_data()
    {
        FeatureSet data = SplitData.Of(20, 30);
        string[] expected = [.. TrackSplit.Folds(data, 4, 1).Select(f => f.ToJson())];
        Assert.Equal(expected, TrackSplit.Folds(SplitData.Shuffled(data, 9), 4, 1).Select(f => f.ToJson()));
        Assert.NotEqual(expected, TrackSplit.Folds(data, 4, 2).Select(f => f.ToJson()));
    }

    [Fact]
    public void Too_many_folds_are_rejected_with_the_genre_that_is_too_small()
    {
        string message = Assert.Throws<DatasetException>(() => TrackSplit.Folds(SplitData.Of(20, 9), 10, 1)).Message;
        Assert.Contains("genre g1 has 9 usable tracks", message, StringComparison.Ordinal);
        Assert.Contains("fewer folds", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TrackSplit.Folds(SplitData.Of(20, 9), 2, 1));
    }
}
