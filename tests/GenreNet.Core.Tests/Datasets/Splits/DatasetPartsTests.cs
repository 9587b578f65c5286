using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Splits;

public class DatasetPartsTests
{
    private static readonly string[] Tracks = [.. Enumerable.Range(0, 40).Select(i => $"g{i % 2}/{i:D3}")];

    [Fact]
    public void The_parts_of_the_dataset_are_used_unchanged()
    {
        FeatureSet data = Data(i => i < 20 ? SplitPart.Train : i < 30 ? SplitPart.Validation : SplitPart.Test);
        Assert.True(DatasetParts.AreComplete(data));
        DataSplit split = TrackSplit.Automatic(data, 0.2, 0.2, 1);
        Assert.Equal((SplitKind.Dataset, null), (split.Kind, split.Seed));
        Assert.Equal(Tracks[..20].Order(StringComparer.Ordinal), split.Train);
        Assert.Equal(Tracks[20..30].Order(StringComparer.Ordinal), split.Validation);
        Assert.Equal(Tracks[30..].Order(StringComparer.Ordinal), split.Test);
    }

    [Fact]
    public void A_missing_validation_part_is_drawn_from_the_training_groups()
    {
        FeatureSet data = SplitData.Of(Tracks, 1, id => id.StartsWith("g0/00", StringComparison.Ordinal) ? "one artist" : id, id => string.CompareOrdinal(id[3..], "030") < 0 ? SplitPart.Train : SplitPart.Test);
        DataSplit split = TrackSplit.Automatic(data, 0.2, 0.2, 1);
        Assert.Equal(1UL, split.Seed);
        Assert.Equal(Tracks[..30].Order(StringComparer.Ordinal), split.Train.Concat(split.Validation).Order(StringComparer.Ordinal));
        Assert.Equal(6, split.Validation.Count, 2.0);
        Assert.Equal(Tracks[30..].Order(StringComparer.Ordinal), split.Test);
        Assert.InRange(split.Validation.Count(id => id.StartsWith("g0/00", StringComparison.Ordinal)) % 5, 0, 0);
    }

    [Fact]
    public void Tracks_without_a_part_are_left_out_and_counted()
    {
        FeatureSet data = Data(i => i < 20 ? SplitPart.Train : i < 26 ? SplitPart.Validation : i < 32 ? SplitPart.Test : null);
        Assert.False(DatasetParts.AreComplete(data));
        Assert.Equal(SplitKind.Stratified, TrackSplit.Automatic(data, 0.2, 0.2, 1).Kind);
        DataSplit split = DatasetParts.Split(data, 0.2, 1);
        Assert.Contains("8 of 40 tracks are in no part", Assert.Single(split.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_divided_by_the_dataset_are_reported()
    {
        FeatureSet data = SplitData.Of(Tracks, 1, id => id[^1..], id => (SplitPart)(int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture) / 14));
        Assert.Contains(DatasetParts.Split(data, 0.2, 1).Warnings, w => w.Contains("The split divides 10 groups of related tracks", StringComparison.Ordinal));
    }

    [Fact]
    public void Datasets_without_all_parts_are_rejected()
    {
        Assert.Contains("does not define", Assert.Throws<DatasetException>(() => DatasetParts.Split(Data(_ => null), 0.2, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("test part", Assert.Throws<DatasetException>(() => DatasetParts.Split(Data(i => (SplitPart)(i / 20)), 0.2, 1)).Message, StringComparison.Ordinal);
        FeatureSet withoutGenre = SplitData.Of(Tracks, 1, null, id => id[1] == '0' ? (SplitPart)(int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture) % 3) : SplitPart.Test);
        Assert.Contains("genre g1", Assert.Throws<DatasetException>(() => DatasetParts.Split(withoutGenre, 0.2, 1)).Message, StringComparison.Ordinal);
    }

    private static FeatureSet Data(Func<int, SplitPart?> partOf) => SplitData.Of(Tracks, 2, null, id => partOf(int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture)));
}
