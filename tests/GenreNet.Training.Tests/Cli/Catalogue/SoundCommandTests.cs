using System.Text.Json;
using GenreNet.Catalogue.Tests.Similarity;
using GenreNet.Catalogue.Tests.Support;

namespace GenreNet.Training.Tests.Cli.Catalogue;

/// <summary>The commands <c>similar</c>, <c>path</c> and <c>playlist</c> in this process.</summary>
public sealed class SoundCommandTests : IDisposable
{
    private const int Groups = 3;
    private readonly SongFolder _songs = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _songs.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Similar_lists_the_songs_of_the_same_group()
    {
        Write();
        CliRun run = CliRun.Of("similar", Song(4), _songs.Path, "--top", "9", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        string[] paths = [.. json.RootElement.EnumerateArray().Select(song => song.GetProperty("path").GetString()!)];
        Assert.Equal(Enumerable.Range(0, 10).Select(i => Song(1 + (i * Groups))).Where(path => path != Song(4)), paths.Order(StringComparer.Ordinal));
        float[] similarities = [.. json.RootElement.EnumerateArray().Select(song => song.GetProperty("similarity").GetSingle())];
        Assert.Equal(similarities.OrderDescending(), similarities);
        Assert.All(similarities, similarity => Assert.InRange(similarity, 0.9f, 1));
        Assert.Equal("genre1", json.RootElement[0].GetProperty("genre").GetString());
        CliRun table = CliRun.Of("similar", Song(4), _songs.Path, "--top", "1");
        Assert.Contains(paths[0], table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(paths[1], table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_playlist_has_paths_relative_to_its_folder()
    {
        Write();
        string file = Path.Combine(_folder.Path, "lists", "one.m3u8");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        CliRun run = CliRun.Of("playlist", _songs.Path, "--like", Song(0), Song(3), "--length", "4", "--m3u8", file);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = File.ReadAllLines(file);
        Assert.Equal("#EXTM3U", lines[0]);
        string[] entries = [.. lines.Where(line => !line.StartsWith('#'))];
        Assert.Equal(4, entries.Length);
        // The songs of the catalogue are relative to the folder in which 'classify' ran.
        Assert.Equal(Path.GetRelativePath(Path.GetDirectoryName(file)!, Path.GetFullPath(Song(0))).Replace('\\', '/'), entries[0]);
        Assert.EndsWith(Song(3), entries[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("#EXTINF:3,", StringComparison.Ordinal));
        Assert.Equal(0, CliRun.Of("playlist", _songs.Path, "--like", Song(0), Song(3), "--length", "4", "--m3u8", file).ExitCode);
        Assert.Equal(lines, File.ReadAllLines(file));
    }

    [Fact]
    public void A_path_leads_from_the_first_song_to_the_last()
    {
        Write();
        string file = _folder.File("path.m3u8");
        CliRun run = CliRun.Of("path", Song(0), Song(1), _songs.Path, "--length", "6", "--json", "--m3u8", file);
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        string[] paths = [.. json.RootElement.EnumerateArray().Select(song => song.GetProperty("path").GetString()!)];
        Assert.Equal((Song(0), Song(1)), (paths[0], paths[^1]));
        Assert.Equal(paths.Length, paths.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(paths.Length, 3, 6);
        Assert.Equal(paths.Length, File.ReadAllLines(file).Count(line => !line.StartsWith('#')));
        Assert.Equal(paths.Length < 6, run.Error.Contains("instead of 6: the catalogue has too few songs", StringComparison.Ordinal));
        Assert.Equal(run, CliRun.Of("path", Song(0), Song(1), _songs.Path, "--length", "6", "--json", "--m3u8", file));
    }

    [Fact]
    public void Groups_are_named_by_their_genres_and_written_once()
    {
        Write();
        string first = _folder.File("a");
        Assert.Equal(0, CliRun.Of("playlist", _songs.Path, "--clusters", "3", "--out", first).ExitCode);
        string[] files = [.. Directory.GetFiles(first, "*.m3u8").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(["genre0", "genre1", "genre2"], files.Select(file => file[3..^5]).Order(StringComparer.Ordinal));
        Assert.Equal(["01", "02", "03"], files.Select(file => file[..2]));
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(first, files[0]));
        Assert.Contains("0 files written, 3 unchanged, 0 of earlier runs deleted.", CliRun.Of("playlist", _songs.Path, "--clusters", "3", "--out", first).Output, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(first, files[0])));

        string second = _folder.File("b");
        Assert.Equal(0, CliRun.Of("playlist", _songs.Path, "--clusters", "3", "--out", second).ExitCode);
        Assert.All(files, file => Assert.Equal(File.ReadAllText(Path.Combine(first, file)), File.ReadAllText(Path.Combine(second, file))));
        Assert.Contains("of earlier runs deleted", CliRun.Of("playlist", _songs.Path, "--clusters", "1", "--out", second).Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(second, "*.m3u8"));
    }

    [Fact]
    public void A_file_outside_the_catalogue_is_compared_with_it()
    {
        string music = Path.Combine(_folder.Path, "music");
        string results = _folder.File("results");
        Clips.WriteCatalogue(music, 5);
        Assert.Equal(0, CliRun.Of("classify", music, "--out", results, "--embeddings").ExitCode);
        string copy = _folder.File("copy.wav");
        File.Copy(Path.Combine(music, "003.wav"), copy);
        CliRun run = CliRun.Of("similar", copy, results, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(5, json.RootElement.GetArrayLength());
        Assert.EndsWith("003.wav", json.RootElement[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, json.RootElement[0].GetProperty("similarity").GetSingle(), 4);
        Expect(1, "is not a song of", "path", copy, Path.Combine(music, "000.wav"), results);
    }

    [Fact]
    public void Wrong_songs_and_folders_are_errors()
    {
        Write();
        string other = _folder.File("other.wav");
        Clips.Write(other, 1);
        Expect(1, "does not exist", "similar", Song(0), _folder.File("missing"));
        Expect(1, "has no catalogue.json", "playlist", _folder.Path, "--like", Song(0));
        Expect(1, "is neither a song of", "similar", "music/none.wav", _songs.Path);
        Expect(1, "is neither a song of", "playlist", _songs.Path, "--like", Song(0), "music/none.wav");
        Expect(1, "are from the model default", "similar", other, _songs.Path, "--model", "default");
        Expect(1, "is not a song of", "path", Song(0), "music/none.wav", _songs.Path);
        Expect(1, "sound the same", "path", Song(0), Song(0), _songs.Path);
        Expect(1, "31 groups need as many songs", "playlist", _songs.Path, "--clusters", "31", "--out", _folder.File("groups"));
    }

    [Fact]
    public void Results_without_embeddings_are_an_error()
    {
        _songs.Write(Embeddings(), hasEmbeddings: false);
        Expect(1, "run 'genrenet classify' with --embeddings", "similar", Song(0), _songs.Path);
        _songs.Write([[], []]);
        Expect(1, "have no song with an embedding", "similar", Song(0), _songs.Path);
    }

    [Theory]
    [InlineData("Give either --like with songs or --clusters")]
    [InlineData("Give either --like with songs or --clusters", "--like", "a", "--clusters", "2")]
    [InlineData("give --out with a folder", "--clusters", "2")]
    [InlineData("--out is for --clusters", "--like", "a", "--out", "b")]
    [InlineData("--m3u8 must name a file that ends in .m3u8", "--like", "a", "--m3u8", "list.txt")]
    [InlineData("--clusters must be a number from 1", "--clusters", "0", "--out", "b")]
    public void Wrong_options_are_usage_errors(string reason, params string[] options) => Expect(2, reason, ["playlist", _songs.Path, .. options]);

    private static string Song(int number) => $"music/{number:00000}.wav";

    private static float[][] Embeddings() => SongFolder.Groups(Groups, songs: 30, size: 16, spread: 0.1, seed: 5);

    private static void Expect(int exitCode, string reason, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private void Write() => _songs.Write(Embeddings(), song => $"genre{song % Groups}");
}
