using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets;

public sealed class QuarantineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_written_list_is_read_back_unchanged()
    {
        QuarantinedTrack[] tracks = [new("blues/a", "It is empty."), new("rock/\"b\", live", "Bad: \"x\", and y.")];
        string path = _folder.File("quarantine.csv");
        new Quarantine(tracks.Reverse()).Save(path);
        Assert.Equal(tracks, Quarantine.Load(path).Tracks);
        Assert.Equal("track,reason", File.ReadLines(path).First());
    }

    [Fact]
    public void A_reason_of_several_lines_becomes_one()
    {
        string path = _folder.File("quarantine.csv");
        new Quarantine([new("a/b", "first\nsecond")]).Save(path);
        Assert.Equal("first second", Assert.Single(Quarantine.Load(path).Tracks).Reason);
    }

    [Fact]
    public void A_list_that_a_spreadsheet_saved_is_read()
    {
        string path = _folder.File("quarantine.csv");
        File.WriteAllText(path, "\uFEFFtrack,reason\r\n\r\na/b,\"one, two\"\r\n");
        Assert.Equal(new QuarantinedTrack("a/b", "one, two"), Assert.Single(Quarantine.Load(path).Tracks));
    }

    [Fact]
    public void Listed_tracks_keep_their_reasons()
    {
        Quarantine list = new Quarantine([new("a/b", "by hand")]).With([new("a/b", "found"), new("a/a", "found")]);
        Assert.Equal([new("a/a", "found"), new("a/b", "by hand")], list.Tracks);
    }

    [Fact]
    public void The_list_is_in_the_folder_or_next_to_the_archive()
    {
        string archive = _folder.File("music.tar.gz");
        File.WriteAllBytes(archive, [0x1F, 0x8B, 0]);
        Assert.Equal(Path.Combine(_folder.Path, "quarantine.csv"), Quarantine.PathOf(_folder.Path));
        Assert.Equal(Path.Combine(_folder.Path, "music.quarantine.csv"), Quarantine.PathOf(archive));
        Assert.Throws<DatasetException>(() => Quarantine.PathOf(_folder.File("nowhere")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,why\na,b\n")]
    [InlineData("track,reason\na,b,c\n")]
    [InlineData("track,reason\n\"a,b\n")]
    [InlineData("track,reason\n,b\n")]
    [InlineData("track,reason\na,\"b\"c\n")]
    [InlineData("track,reason\na,b\u0000\n")]
    [InlineData("track\n")]
    public void An_invalid_list_is_rejected_in_one_line(string text)
    {
        string path = _folder.File("quarantine.csv");
        File.WriteAllText(path, text);
        string message = Assert.Throws<DatasetException>(() => Quarantine.Load(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains("line", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_missing_list_and_one_that_is_not_text_are_rejected()
    {
        string path = _folder.File("quarantine.csv");
        File.WriteAllBytes(path, [0xFF, 0xFE, 0x80, 0x00]);
        Assert.Contains(path, Assert.Throws<DatasetException>(() => Quarantine.Load(path)).Message, StringComparison.Ordinal);
        Assert.Throws<DatasetException>(() => Quarantine.Load(_folder.File("nowhere.csv")));
        Assert.Throws<DatasetException>(() => Quarantine.Load(_folder.Path));
    }

    [Fact]
    public void A_library_without_quarantined_tracks_has_another_fingerprint()
    {
        Sound.WriteDataset(_folder.Path, 3, 0.1, "blues", "rock");
        var library = TrackLibrary.Open(_folder.Path);
        TrackLibrary rest = library.Without(new Quarantine([new("blues/blues.00001", "x"), new("jazz/unknown", "y")]));
        Assert.Equal(library.Tracks.Where(t => t.Id != "blues/blues.00001"), rest.Tracks);
        Assert.Equal(5, rest.ReadAll().Count());
        Assert.NotEqual(library.Fingerprint, rest.Fingerprint);
        Assert.Contains("1 of 6 tracks", rest.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("jazz/unknown", rest.Warnings[1], StringComparison.Ordinal);
        Assert.Equal(library.Fingerprint, library.Without(new Quarantine([])).Fingerprint);
    }

    [Fact]
    public void A_completely_quarantined_genre_is_rejected()
    {
        Sound.WriteDataset(_folder.Path, 1, 0.1, "blues", "rock");
        var quarantine = new Quarantine([new("rock/rock.00000", "x")]);
        Assert.Contains("rock", Assert.Throws<DatasetException>(() => TrackLibrary.Open(_folder.Path).Without(quarantine)).Message, StringComparison.Ordinal);
    }
}
