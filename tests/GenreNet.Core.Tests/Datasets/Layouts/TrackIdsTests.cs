using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Layouts;

public sealed class TrackIdsTests
{
    [Theory]
    [InlineData("a/song.wav a/other.flac", "a/song a/other")]
    [InlineData("a/song.wav a/song.flac", "a/song.wav a/song.flac")]
    [InlineData("a/song.wav a/song.flac a/song.wav.mp3", "a/song.wav a/song.flac a/song.wav.mp3")]
    [InlineData("a/song.wav a/song.wav.mp3", "a/song a/song.wav")]
    [InlineData("a/s.wav a/s.au a/s.wav.mp3 a/s.wav.mp3.ogg", "a/s.wav a/s.au a/s.wav.mp3 a/s.wav.mp3.ogg")]
    public void Ids_omit_the_extension_unless_two_tracks_would_be_equal(string paths, string ids) =>
        Assert.Equal(ids.Split(' '), TrackIds.Of(paths.Split(' '), []));

    [Fact]
    public void An_id_that_another_track_has_by_name_is_not_used() =>
        Assert.Equal(["a.wav", "b"], TrackIds.Of(["a.wav", "b.wav"], ["a"]));

    [Fact]
    public void Folders_archives_and_manifests_give_the_same_ids()
    {
        using var folder = new TemporaryFolder();
        string set = Path.Combine(folder.Path, "set");
        string[] names = ["rock/song.wav", "rock/song.flac", "rock/song.wav.mp3", "blues/a.wav"];
        foreach (string name in names)
        {
            File.WriteAllText(folder.File(["set", .. name.Split('/')]), name);
        }

        System.IO.Compression.ZipFile.CreateFromDirectory(set, folder.File("set.zip"));
        File.WriteAllText(Path.Combine(set, "m.csv"), "path,genre\n" + string.Join('\n', names.Select(name => $"{name},{name.Split('/')[0]}")));
        TrackLibrary[] libraries = [TrackLibrary.Open(set), TrackLibrary.Open(folder.File("set.zip")), TrackLibrary.Open(Path.Combine(set, "m.csv"))];
        Assert.All(libraries, library => Assert.Equal(["blues/a", "rock/song.flac", "rock/song.wav", "rock/song.wav.mp3"], library.Tracks.Select(t => t.Id)));
        Assert.Single(libraries.Select(library => library.Fingerprint).Distinct());
    }
}
