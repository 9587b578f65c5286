using System.Text;
using GenreNet.Core;
using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli.Inputs;

public sealed class PlaylistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("café.wav") },
        { "UTF-8 with a byte order mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("café.wav")] },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("café.wav")] },
        { "Latin-1", Encoding.Latin1.GetBytes("café.wav") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_is_detected(string name, byte[] content)
    {
        string song = Song("café.wav");
        File.WriteAllBytes(_folder.File("list.m3u"), content);
        PlaylistEntry entry = Assert.Single(Playlist.Load(_folder.File("list.m3u")).Entries);
        Assert.True((song, null) == (entry.Path, entry.Problem), name);
    }

    [Fact]
    public void Comments_empty_lines_and_all_line_ends_are_skipped()
    {
        Song("a.wav");
        Song("b.wav");
        IReadOnlyList<PlaylistEntry> entries = Load("#EXTM3U\r\n#EXTINF:123,Some - Song\r\n  a.wav  \r\r\n\nb.wav");
        Assert.Equal(["a.wav", "b.wav"], entries.Select(entry => Path.GetFileName(entry.Path)));
        Assert.All(entries, entry => Assert.Null(entry.Problem));
    }

    [Theory]
    [InlineData(@"albums\one.wav")]
    [InlineData("./albums/../albums/one.wav")]
    [InlineData("albums/one.wav")]
    public void Paths_are_relative_to_the_playlist_with_either_separator(string path)
    {
        Song("albums", "one.wav");
        Assert.Null(Assert.Single(Load(path)).Problem);
    }

    [Fact]
    public void File_addresses_and_percent_signs_are_decoded()
    {
        string song = Song("my song.wav");
        Assert.Equal([song, song], Load($"{new Uri(song).AbsoluteUri}\nmy%20song.wav").Select(entry => entry.Path));
    }

    [Fact]
    public void A_playlist_in_a_playlist_is_a_problem()
    {
        File.WriteAllText(_folder.File("other.m3u8"), "a.wav");
        Assert.Contains("a playlist cannot contain others", Assert.Single(Load("other.m3u8")).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nsegment0.ts", "is the playlist of a stream (HLS)")]
    [InlineData("RIFF\0\0\0\0WAVE", "is not a playlist: it contains binary data")]
    public void Other_content_is_refused(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<GenreNetException>(() => Load(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://example.org/x.mp3", true)]
    [InlineData("rtsp://example.org/x", true)]
    [InlineData("file:///music/x.mp3", false)]
    [InlineData("C://music/x.mp3", false)]
    [InlineData("what is this://x.mp3", false)]
    [InlineData("x.mp3", false)]
    public void Addresses_are_distinguished_from_paths(string text, bool isUrl) => Assert.Equal(isUrl, Playlist.IsUrl(text));

    private string Song(params string[] path)
    {
        string file = _folder.File(path);
        File.WriteAllText(file, "x");
        return file;
    }

    private IReadOnlyList<PlaylistEntry> Load(string text)
    {
        File.WriteAllText(_folder.File("list.m3u"), text);
        return Playlist.Load(_folder.File("list.m3u")).Entries;
    }
}
