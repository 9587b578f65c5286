using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using GenreNet.Core.Tests.Datasets.Splits;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets;

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
    public void Saved_groups_are_read_back()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("groups.csv");
        TrackGroups.Of([["jazz/b, live", "jazz/a"]]).Save(path);
        Assert.Equal("track,group\njazz/a,jazz/a\n\"jazz/b, live\",jazz/a\n", File.ReadAllText(path));
        Assert.Equal([["jazz/a", "jazz/b, live"]], TrackGroups.Load(path).Groups);
        File.AppendAllText(path, "jazz/a,other\n");
        Assert.Contains("jazz/a", Assert.Throws<DatasetException>(() => TrackGroups.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("artist")]
    [InlineData("album")]
    public void Lists_of_artists_and_albums_are_lists_of_groups_and_empty_names_are_ignored(string column)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("artists.csv");
        File.WriteAllText(path, $"track,{column}\nblues/a,Ann\nblues/b,\nblues/c,\nrock/d,Ann\n");
        var groups = TrackGroups.Load(path);
        Assert.Equal([["blues/a", "rock/d"]], groups.Groups);
        Assert.Equal(["blues/b", "blues/c"], [groups.GroupOf("blues/b"), groups.GroupOf("blues/c")]);

        File.AppendAllText(path, "blues/b,Bob\n");
        Assert.Contains("line 6", Assert.Throws<DatasetException>(() => TrackGroups.Load(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "track,label\nblues/a,Ann\n");
        Assert.Contains("track,group", Assert.Throws<DatasetException>(() => TrackGroups.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_of_the_dataset_and_the_list_are_merged_if_they_share_a_track()
    {
        TrackGroups all = TrackGroups.Of([["a", "b"], ["x", "gone", "y"]]).With([("b", "artist"), ("c", "artist"), ("d", "d"), ("x", "x"), ("y", "y")]);
        Assert.Equal([["a", "b", "c"], ["gone", "x", "y"]], all.Groups);
        Assert.Equal("d", all.GroupOf("d"));
    }

    [Fact]
    public void Listed_tracks_missing_from_the_data_are_counted()
    {
        var groups = TrackGroups.Of([["a", "b"], ["c", "d"]]);
        Assert.Null(groups.UnknownIn(["a", "b", "c", "d", "e"], "music"));
        Assert.Equal("2 tracks of the list of groups are not in music, for example b.", groups.UnknownIn(["a", "c"], "music"));
    }

    [Fact]
    public void The_list_is_in_the_folder_or_next_to_the_archive()
    {
        using var folder = new TemporaryFolder();
        string archive = folder.File("music.tar.gz");
        File.WriteAllBytes(archive, [0x1F, 0x8B, 0]);
        Assert.Equal(Path.Combine(folder.Path, "groups.csv"), TrackGroups.PathOf(folder.Path));
        Assert.Equal(Path.Combine(folder.Path, "music.groups.csv"), TrackGroups.PathOf(archive));
    }

    [Fact]
    public void Features_accept_additional_groups_and_keep_everything_else()
    {
        FeatureSet data = SplitData.Of(["g/a", "g/b", "h/c", "h/d"], 2, id => id is "g/b" or "h/c" ? "artist" : id, id => id == "g/a" ? SplitPart.Test : null);
        FeatureSet grouped = data.With(TrackGroups.Of([["g/a", "g/b"], ["h/d", "nowhere"]]));
        Assert.Equal(["g/a", "g/a", "g/a", "h/d"], grouped.Tracks.Select(t => t.Group));
        Assert.Equal(data.Tracks.Select(t => (t.Id, t.Label, t.Part)), grouped.Tracks.Select(t => (t.Id, t.Label, t.Part)));
        Assert.True(data.Segment(0) == grouped.Segment(0), "The features are copied.");
    }

    [Fact]
    public void A_library_accepts_groups_and_keeps_its_fingerprint()
    {
        using var folder = new TemporaryFolder();
        Sound.WriteDataset(folder.Path, 2, 0.1, "blues", "rock");
        var library = TrackLibrary.Open(folder.Path);
        TrackLibrary grouped = library.With(TrackGroups.Of([["blues/blues.00000", "rock/rock.00001"], ["jazz/x", "jazz/y"]]));
        Assert.Equal(["blues/blues.00000", "blues/blues.00001", "rock/rock.00000", "blues/blues.00000"], grouped.Tracks.Select(t => t.Group));
        Assert.Equal(library.Fingerprint, grouped.Fingerprint);
        Assert.Contains("2 tracks of the list of groups are not in", Assert.Single(grouped.Warnings), StringComparison.Ordinal);
    }
}
