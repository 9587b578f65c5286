using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Tests.Cli.Library;

/// <summary><c>tag</c> and <c>organize</c> with the embedded model, as a user runs them.</summary>
public sealed class LibraryCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Music => Path.Combine(_folder.Path, "müsic");

    [Fact]
    public void Tag_prints_what_it_would_write_and_writes_only_on_request()
    {
        string song = Song("b", "söng.wav");
        byte[] original = File.ReadAllBytes(song);
        CliRun dry = CliRun.Of("tag", Music, "--min-confidence", "0");
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("would write", dry.Output, StringComparison.Ordinal);
        Assert.Contains("1 file: 1 would write. No file was changed. Run the command again with --write", dry.Output, StringComparison.Ordinal);
        Assert.Equal(original, File.ReadAllBytes(song));

        JsonElement written = JsonDocument.Parse(CliRun.Of("tag", Music, "--min-confidence", "0", "--write", "--json").Output).RootElement;
        Assert.Equal((song, "written"), (written.GetProperty("file").GetString(), written.GetProperty("action").GetString()));
        Assert.Equal(MusicTag.Read(song).Genres, written.GetProperty("new_genres").EnumerateArray().Select(genre => genre.GetString()!));
        Assert.Contains("1 unchanged", CliRun.Of("tag", Music, "--min-confidence", "0", "--write").Output, StringComparison.Ordinal);
        Assert.Contains("1 has a genre", CliRun.Of("tag", Music, "--if-missing", "--write").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tag_reports_every_file_that_fails_and_continues()
    {
        Song("a.wav");
        File.WriteAllText(_folder.File("müsic", "b.mp3"), "no music");
        CliRun run = CliRun.Of("tag", Music, Path.Combine(_folder.Path, "missing.mp3"), "--min-confidence", "1");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("3 files: 1 too uncertain, 2 errors.", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, CliRun.Of("tag", Music, "--min-confidence", "2").ExitCode);
        Assert.Contains("--genre-name rock is not a new pair", CliRun.Of("tag", Music, "--genre-name", "rock").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Organize_puts_every_file_into_a_playlist_and_does_not_touch_the_music()
    {
        string song = Song("x", "song.wav");
        Song("y", "song.wav");
        byte[] original = File.ReadAllBytes(song);
        string lists = Path.Combine(_folder.Path, "lists");
        CliRun run = CliRun.Of("organize", Music, "--out", lists, "--min-confidence", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            "#EXTM3U\n#PLAYLIST:Unknown\n#EXTINF:3,song\n../müsic/x/song.wav\n#EXTINF:3,song\n../müsic/y/song.wav\n",
            File.ReadAllText(Path.Combine(lists, "Unknown.m3u8")));
        Assert.Equal(original, File.ReadAllBytes(song));
        Assert.Contains("0 files written, 1 unchanged, 0 of earlier runs deleted", CliRun.Of("organize", Music, "--out", lists, "--min-confidence", "1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Organize_uses_the_genres_of_the_tags_and_leaves_out_its_own_copies()
    {
        TagWriter.Write(Song("a.wav"), ["Drum & Bass"], CancellationToken.None);
        Song("b.wav");
        string tree = Path.Combine(Music, "By genre");
        for (int run = 0; run < 2; run++)
        {
            Assert.Equal(0, CliRun.Of("organize", Music, "--out", tree, "--copy", "--from-tags").ExitCode);
            Assert.Equal(
                ["By genre/Drum & Bass/a.wav", "By genre/Unknown/b.wav", "a.wav", "b.wav"],
                Directory.GetFiles(Music, "*.wav", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Music, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        }

        Assert.Equal(2, CliRun.Of("organize", Music, "--out", tree, "--copy", "--links").ExitCode);
        Assert.Equal(2, CliRun.Of("organize", Music, "--out", tree, "--from-tags", "--model", "default").ExitCode);
    }

    private string Song(params string[] parts)
    {
        string path = _folder.File(["müsic", .. parts]);
        WavWriter.Write(path, SyntheticDataset.Render("house", 99, 3).Samples, 22050);
        return path;
    }
}
