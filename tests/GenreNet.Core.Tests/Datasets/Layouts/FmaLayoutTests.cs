using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Layouts;

public sealed class FmaLayoutTests : IDisposable
{
    private const string Rows = """"
        2,1,AWOL,"<p>A bio, of
        two lines with ""marks""</p>",1,AWOL,training,small,Hip-Hop,[21],Food
        5,1,AWOL,,1,AWOL,validation,small,Hip-Hop,[21],This World
        10,6,Constant,,6,Kurt Vile,training,large,,[10],Freeway
        140,61,Alec,,54,Alec,test,medium,Folk,[17],Queen
        1482,3,Gone,,,Nobody,test,small,Folk,[17],Not on disk
        134001,9,Other,,,Nobody,training,small,Old-Time / Historic,[8],X
        """";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_table_can_be_next_to_the_audio()
    {
        FmaFixture.Write(_folder.Path, Rows, 2, 5, 140);
        File.Move(FmaFixture.Table(_folder.Path), _folder.File("tracks.csv"));
        Directory.Delete(_folder.File("fma_metadata"));
        Assert.Equal(["Folk", "Hip-Hop"], TrackLibrary.Open(_folder.Path).Genres);
        Assert.Equal(["Folk", "Hip-Hop"], TrackLibrary.Open(_folder.File("tracks.csv")).Genres);
    }

    [Fact]
    public void Tracks_on_disk_have_the_genre_artist_and_part_of_the_table()
    {
        FmaFixture.Write(_folder.Path, Rows, 2, 5, 10, 140, 134001);
        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(["Folk", "Hip-Hop", "Old-Time / Historic"], library.Genres);
        Assert.Equal(
            [
                ("000002", "Hip-Hop", "fma_small/000/000002.mp3", "group:artist 1", SplitPart.Train),
                ("000005", "Hip-Hop", "fma_small/000/000005.mp3", "group:artist 1", SplitPart.Validation),
                ("000140", "Folk", "fma_small/000/000140.mp3", "group:artist 54", SplitPart.Test),
                ("134001", "Old-Time / Historic", "fma_small/134/134001.mp3", "134001", SplitPart.Train),
            ],
            library.Tracks.Select(t => (t.Id, t.Genre, t.RelativePath, t.Group, t.Part!.Value)));
        Assert.Equal("1 track has no top genre in tracks.csv and is left out.", Assert.Single(library.Warnings));
        Assert.All(library.ReadAll(), track =>
        {
            using var reader = track.Open();
            Assert.Equal(2205, reader.SampleCount);
        });
    }

    [Fact]
    public void The_folder_and_its_table_are_the_same_dataset_in_both_locations()
    {
        FmaFixture.Write(_folder.Path, Rows, 2, 140);
        var ofFolder = TrackLibrary.Open(_folder.Path);
        var ofTable = TrackLibrary.Open(FmaFixture.Table(_folder.Path));
        File.Move(FmaFixture.Table(_folder.Path), _folder.File("tracks.csv"));
        var beside = TrackLibrary.Open(_folder.File("tracks.csv"));
        Assert.All((TrackLibrary[])[ofTable, beside], library =>
            Assert.Equal((ofFolder.Name, ofFolder.Fingerprint), (library.Name, library.Fingerprint)));
        Assert.Equal(ofFolder.Tracks, ofTable.Tracks);
        Assert.Equal(_folder.File("quarantine.csv"), Quarantine.PathOf(_folder.File("tracks.csv")));
    }

    [Fact]
    public void Of_several_sets_the_largest_is_used_and_the_others_are_named()
    {
        FmaFixture.Write(_folder.Path, Rows, 2, 140);
        foreach (int id in (int[])[5, 134001])
        {
            string file = FmaFixture.AudioOf(_folder.Path, id, "fma_medium");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(FmaFixture.AudioOf(_folder.Path, 2), file);
        }

        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(["000005", "134001"], library.Tracks.Select(t => t.Id));
        Assert.Equal("fma_medium is used; fma_small is ignored.", Assert.Single(library.Warnings));
    }

    [Theory]
    [InlineData("x,1,A,,1,A,training,small,Folk,[17],T", "line 4 begins with 'x'")]
    [InlineData("-2,1,A,,1,A,training,small,Folk,[17],T", "line 4 begins with '-2'")]
    [InlineData("2,1,A,,1,A,trainig,small,Folk,[17],T", "line 4 has the unknown split 'trainig'")]
    [InlineData("2,1,A,,1,A,training,small,Folk,[17]", "line 4 has 10 fields instead of 11")]
    [InlineData("2,1,A,\"open,1,A,training,small,Folk,[17],T", "line 4 has a misplaced or unclosed quotation mark")]
    [InlineData("2,1,A,,1,A,training,small,Folk,[17],T\n2,1,A,,1,A,training,small,Folk,[17],T", "Line 5 of * repeats the track 2 of line 4")]
    [InlineData("2,1,A,,1,A,training,small,Folk,[17],T", "contains only the genre Folk")]
    [InlineData("3,1,A,,1,A,training,small,Folk,[17],T", "contains no tracks of any genre: unpack fma_small.zip completely")]
    public void An_invalid_row_is_rejected_with_its_line(string rows, string problem)
    {
        FmaFixture.Write(_folder.Path, rows, 2);
        string message = Assert.Throws<DatasetException>(() => TrackLibrary.Open(_folder.Path)).Message;
        Assert.Contains(problem.Replace("*", FmaFixture.Table(_folder.Path), StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("genre_top", "genre", "line 2 has no column 'genre_top' of 'track'")]
    [InlineData("track_id", "id", "line 3 does not begin with 'track_id'")]
    [InlineData(",bio,id,", ",bio,number,", "line 2 has no column 'id' of 'artist'")]
    public void A_table_with_other_columns_is_rejected(string column, string other, string problem)
    {
        FmaFixture.Write(_folder.Path, Rows, 2, 140);
        File.WriteAllText(FmaFixture.Table(_folder.Path), FmaFixture.Header.Replace(column, other, StringComparison.Ordinal) + "\n" + Rows);
        Assert.Contains(problem, Assert.Throws<DatasetException>(() => TrackLibrary.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_audio_is_rejected_with_the_expected_location()
    {
        FmaFixture.Write(_folder.Path, Rows);
        Assert.All((string[])[_folder.Path, FmaFixture.Table(_folder.Path)], path =>
            Assert.Contains("unpack fma_small.zip", Assert.Throws<DatasetException>(() => TrackLibrary.Open(path)).Message, StringComparison.Ordinal));
        File.WriteAllText(FmaFixture.Table(_folder.Path), FmaFixture.Header.Split('\n')[0]);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "fma_small"));
        Assert.Contains("line 2 is missing", Assert.Throws<DatasetException>(() => TrackLibrary.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }
}
