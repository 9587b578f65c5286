using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Datasets.Splits;

public class GroupedSplitTests
{
    [Fact]
    public void Groups_are_not_divided_and_genres_keep_their_shares()
    {
        FeatureSet data = SplitData.Of(1, Artist(4), 40, 80, 100);
        for (ulong seed = 0; seed < 10; seed++)
        {
            DataSplit split = TrackSplit.Stratified(data, 0.2, 0.2, seed);
            AssertWhole(data, split);
            foreach ((string genre, int count) in (IEnumerable<(string, int)>)[("g0", 40), ("g1", 80), ("g2", 100)])
            {
                Assert.Equal(count * 0.2, split.Test.Count(t => t.StartsWith(genre, StringComparison.Ordinal)), 4.0);
                Assert.Equal(count * 0.2, split.Validation.Count(t => t.StartsWith(genre, StringComparison.Ordinal)), 4.0);
            }

            Assert.Equal(55, split.Groups!.Count);
            Assert.Empty(split.Warnings);
        }
    }

    [Fact]
    public void A_group_of_several_genres_is_not_divided()
    {
        // Every group has a track of each of the three genres.
        FeatureSet data = SplitData.Of(1, id => id[^2..], 20, 20, 20);
        DataSplit split = TrackSplit.Stratified(data, 0.2, 0.2, 1);
        AssertWhole(data, split);
        Assert.Equal((36, 12, 12), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void Random_groups_that_span_genres_are_not_divided_for_any_seed()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            var random = new SeededRandom(seed);
            var groups = new Dictionary<string, string>();
            FeatureSet data = SplitData.Of(1, id => groups.TryGetValue(id, out string? group) ? group : groups[id] = $"{random.Next(8 + random.Next(20))}", 30, 50);
            DataSplit split = TrackSplit.Stratified(data, 0.2, 0.2, seed);
            AssertWhole(data, split);
            Assert.All((IEnumerable<IReadOnlyList<string>>)[split.Train, split.Validation, split.Test], part =>
                Assert.Equal(2, part.Select(t => t[..2]).Distinct().Count()));
        }
    }

    [Fact]
    public void The_split_does_not_depend_on_data_order_or_group_names()
    {
        FeatureSet data = SplitData.Of(2, Artist(3), 20, 31);
        FeatureSet renamed = SplitData.Of(2, id => $"{int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture) / 3 * 7919 % 101}{id[..2]}", 20, 31);
        string expected = TrackSplit.Stratified(data, 0.2, 0.2, 7).ToJson();
        Assert.Equal(expected, TrackSplit.Stratified(renamed, 0.2, 0.2, 7).ToJson());
        for (ulong seed = 0; seed < 5; seed++)
        {
            Assert.Equal(expected, TrackSplit.Stratified(SplitData.Shuffled(data, seed), 0.2, 0.2, 7).ToJson());
        }

        Assert.NotEqual(TrackSplit.Stratified(data, 0.2, 0.2, 8).Test, TrackSplit.Stratified(data, 0.2, 0.2, 7).Test);
    }

    [Fact]
    public void A_large_group_makes_the_split_uneven_with_a_warning()
    {
        // Of g0 one artist has 16 of 20 tracks; the other four must reach both other parts.
        FeatureSet data = SplitData.Of(1, id => id.StartsWith("g0", StringComparison.Ordinal) && string.CompareOrdinal(id, "g0/016") < 0 ? "star" : id, 20, 20);
        DataSplit split = TrackSplit.Stratified(data, 0.2, 0.2, 1);
        AssertWhole(data, split);
        Assert.Contains("g0/000", split.Train);
        Assert.Equal((2, 2), (split.Validation.Count(t => t[1] == '0'), split.Test.Count(t => t[1] == '0')));

        FeatureSet worse = SplitData.Of(1, id => id.StartsWith("g0", StringComparison.Ordinal) && string.CompareOrdinal(id, "g0/018") < 0 ? "star" : id, 20, 20);
        Assert.Contains("uneven", Assert.Single(TrackSplit.Stratified(worse, 0.2, 0.2, 1).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rare_genre_in_large_groups_is_in_every_part()
    {
        // Three artists with 30 tracks of g0 and one of g1 each, and ten single tracks: 60 % of g0 would be two artists in train.
        FeatureSet data = SplitData.Of(
            1,
            id => int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture) is var track && id[1] == '1' ? $"artist{track}" : track < 90 ? $"artist{track / 30}" : id,
            100,
            3);
        DataSplit split = TrackSplit.Stratified(data, 0.2, 0.2, 1);
        AssertWhole(data, split);
        Assert.All((IEnumerable<IReadOnlyList<string>>)[split.Train, split.Validation, split.Test], part => Assert.Single(part, t => t[1] == '1'));
    }

    [Fact]
    public void A_genre_of_two_groups_is_rejected_by_name()
    {
        FeatureSet data = SplitData.Of(1, id => id[1] == '1' ? id[^1] < '5' ? "a" : "b" : id, 10, 10);
        string message = Assert.Throws<DatasetException>(() => TrackSplit.Stratified(data, 0.2, 0.2, 1)).Message;
        Assert.Contains("genre g1 has 10 usable tracks in 2 groups", message, StringComparison.Ordinal);
        Assert.Contains("--split-files", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_cannot_be_distributed_are_rejected()
    {
        // Each genre has three groups, but two of them hold both: X takes both genres, Y takes both, and then each needs a part of its own.
        FeatureSet data = SplitData.Of(["g0/a", "g0/b", "g0/c", "g1/a", "g1/b", "g1/c"], 1, id => id is "g0/a" or "g1/a" ? "X" : id is "g0/b" or "g1/b" ? "Y" : id);
        DataSplit split = TrackSplit.Stratified(data, 0.2, 0.2, 1);
        AssertWhole(data, split);

        // Three genres, six groups that hold two genres each, three parts: K(a), every part would need groups that cover all three.
        FeatureSet hard = SplitData.Of(
            ["g0/a", "g1/a", "g0/b", "g1/b", "g0/c", "g2/c", "g1/d", "g2/d", "g2/e"], 1,
            id => id[^1..]);
        string message = Assert.Throws<DatasetException>(() => TrackSplit.Stratified(hard, 0.2, 0.2, 1)).Message;
        Assert.Contains("cannot be distributed", message, StringComparison.Ordinal);
    }

    private static Func<string, string> Artist(int tracks) =>
        id => $"{id[..2]}-{int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture) / tracks}";

    private static void AssertWhole(FeatureSet data, DataSplit split)
    {
        string[][] parts = [[.. split.Train], [.. split.Validation], [.. split.Test]];
        Assert.Equal(data.Tracks.Select(t => t.Id).Order(StringComparer.Ordinal), parts.SelectMany(p => p).Order(StringComparer.Ordinal));
        var groups = data.Tracks.ToDictionary(t => t.Id, t => t.Group);
        Assert.DoesNotContain(parts.SelectMany(part => part.Select(t => groups[t]).Distinct()).GroupBy(g => g), g => g.Count() > 1);
    }
}
