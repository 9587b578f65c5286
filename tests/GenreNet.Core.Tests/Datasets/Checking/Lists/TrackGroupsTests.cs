using GenreNet.Core.Datasets.Checking.Lists;
using GenreNet.Core.Errors;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Datasets.Checking.Lists;

public class TrackGroupsTests
{
    [Fact]
    public void Sets_that_share_a_track_become_one_group_named_after_the_first()
    {
        var groups = TrackGroups.Of([["d", "c"], ["x", "y"], ["b", "c"]]);
        Assert.Equal([["b", "c", "d"], ["x", "y"]], groups.Groups);
        Assert.Equal("b", groups.GroupOf("d"));
        Assert.Equal("lonely", groups.GroupOf("lonely"));
    }

    [Fact]
    public void Groups_do_not_depend_on_the_order_of_pairs()
    {
        string[][] pairs = [["a", "b"], ["c", "d"], ["b", "c"], ["e", "f"], ["f", "g"], ["h", "a"]];
        for (ulong seed = 0; seed < 20; seed++)
        {
            string[][] shuffled = [.. pairs];
            new SeededRandom(seed).Shuffle<string[]>(shuffled);
            Assert.Equal([["a", "b", "c", "d", "h"], ["e", "f", "g"]], TrackGroups.Of(shuffled).Groups);
        }
    }

    [Fact]
    public void A_file_gives_the_groups_back()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("groups.csv");
        TrackGroups.Of([["jazz/b, live", "jazz/a"]]).Save(path);
        Assert.Equal("track,group\njazz/a,jazz/a\n\"jazz/b, live\",jazz/a\n", File.ReadAllText(path));
        Assert.Equal([["jazz/a", "jazz/b, live"]], TrackGroups.Load(path).Groups);
        File.AppendAllText(path, "jazz/a,other\n");
        Assert.Contains("jazz/a", Assert.Throws<DatasetException>(() => TrackGroups.Load(path)).Message, StringComparison.Ordinal);
    }
}
