using GenreNet.Core;
using GenreNet.Training.Organizing;

namespace GenreNet.Training.Tests.Organizing;

public sealed class OrganizedFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Target => Path.Combine(_folder.Path, "lists");

    [Fact]
    public void A_playlist_has_durations_titles_and_relative_paths()
    {
        OrganizedSong[] songs =
        [
            Song("a.mp3", "Rock") with { Title = "Sträng", Artist = "Björk\n", Duration = TimeSpan.FromSeconds(61.6) },
            Song("b.mp3", "Rock"),
            new(Path.Combine(Target, "#1 c.mp3"), ["Rock"]),
        ];
        Update(songs, OrganizeMode.Playlists);
        Assert.Equal(
            "#EXTM3U\n#PLAYLIST:Rock\n#EXTINF:62,Björk  - Sträng\n../music/a.mp3\n#EXTINF:-1,b\n../music/b.mp3\n#EXTINF:-1,#1 c\n./#1 c.mp3\n",
            File.ReadAllText(Path.Combine(Target, "Rock.m3u8")));
        Assert.NotEqual(0xEF, File.ReadAllBytes(Path.Combine(Target, "Rock.m3u8"))[0]);
    }

    [Fact]
    public void A_second_run_changes_nothing_and_a_third_deletes_what_is_not_needed()
    {
        OrganizedSong[] songs = [Song("a.mp3", "Rock"), Song("b.mp3", "Jazz", "Soul/Funk")];
        Assert.Equal((3, 0, 0), Counts(Update(songs, OrganizeMode.Playlists)));
        string foreign = Path.Combine(Target, "Mine.m3u8");
        File.WriteAllText(foreign, "#EXTM3U\n");
        Assert.Equal((0, 3, 0), Counts(Update(songs, OrganizeMode.Playlists)));
        Assert.Equal((0, 1, 2), Counts(Update(songs[..1], OrganizeMode.Playlists)));
        Assert.Equal(["Mine.m3u8", "Rock.m3u8"], Names());
        Assert.Equal((1, 0, 1), Counts(Update(songs[..1], OrganizeMode.Copies)));
        Assert.Equal((1, 0, 1), Counts(Update(songs[..1], OrganizeMode.Playlists)));
        Assert.Empty(Directory.GetDirectories(Target));
        Assert.Equal("#EXTM3U\n", File.ReadAllText(foreign));
    }

    [Fact]
    public void Files_of_others_and_changed_files_are_kept()
    {
        Directory.CreateDirectory(Target);
        string path = Path.Combine(Target, "Rock.m3u8");
        File.WriteAllText(path, "mine");
        OrganizeResult result = Update([Song("a.mp3", "Rock")], OrganizeMode.Playlists);
        Assert.Contains("was not made by this command", Assert.Single(result.Conflicts), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
        File.Delete(path);
        Assert.Empty(Update([Song("a.mp3", "Rock")], OrganizeMode.Playlists).Conflicts);
        File.AppendAllText(path, "changed\n");
        Assert.Contains("changed since", Assert.Single(Update([], OrganizeMode.Playlists).Conflicts), StringComparison.Ordinal);
        Assert.EndsWith("changed\n", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_have_distinct_names_and_relative_targets()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a privilege on Windows");
        OrganizedSong[] songs = [Song("x/song.mp3", "Rock"), Song("y/Song.mp3", "Rock"), Song("z/song.mp3", "R&B: <Soul>")];
        Update(songs, OrganizeMode.Links);
        Assert.Equal("../../music/x/song.mp3", new FileInfo(Path.Combine(Target, "Rock", "song.mp3")).LinkTarget);
        Assert.Equal("../../music/y/Song.mp3", new FileInfo(Path.Combine(Target, "Rock", "Song (2).mp3")).LinkTarget);
        Assert.Equal("z/song.mp3", File.ReadAllText(Path.Combine(Target, "R&B- -Soul-", "song.mp3")));
        Assert.Equal((0, 3, 0), Counts(Update(songs, OrganizeMode.Links)));
        File.Delete(songs[2].Path);
        Assert.Equal((0, 2, 1), Counts(Update(songs[..2], OrganizeMode.Links)));
        Assert.Equal(["Rock"], Directory.GetDirectories(Target).Select(Path.GetFileName));
    }

    [Fact]
    public void Paths_are_relative_to_the_real_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a privilege on Windows");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "far", "away", "lists"));
        Directory.CreateSymbolicLink(Target, "far/away/lists");
        Update([Song("a.mp3", "Rock")], OrganizeMode.Links);
        Assert.Equal("a.mp3", File.ReadAllText(Path.Combine(Target, "Rock", "a.mp3")));
    }

    [Fact]
    public void A_copy_is_made_again_only_if_the_music_changes()
    {
        OrganizedSong song = Song("a?.mp3", "Rock");
        Update([song], OrganizeMode.Copies);
        string copy = Path.Combine(Target, "Rock", "a-.mp3");
        Assert.Equal(File.GetLastWriteTimeUtc(song.Path), File.GetLastWriteTimeUtc(copy));
        Assert.Equal((0, 1, 0), Counts(Update([song], OrganizeMode.Copies)));
        File.WriteAllText(song.Path, "longer than before");
        Assert.Equal((1, 0, 0), Counts(Update([song], OrganizeMode.Copies)));
        Assert.Equal("longer than before", File.ReadAllText(copy));
    }

    [Theory]
    [InlineData("""{"version":1,"files":{"../music/a.mp3":["file:1:1"]}}""")]
    [InlineData("""{"version":1,"files":{"/etc/passwd":["file:1:1"]}}""")]
    [InlineData("""{"version":2,"files":{}}""")]
    [InlineData("{")]
    public void A_list_that_reaches_out_of_the_folder_or_is_damaged_is_refused(string list)
    {
        OrganizedSong song = Song("a.mp3", "Rock");
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, OrganizeManifest.FileName), list);
        Assert.Throws<GenreNetException>(() => Update([song], OrganizeMode.Playlists));
        Assert.True(File.Exists(song.Path));
    }

    [Theory]
    [InlineData("AC/DC", "AC-DC")]
    [InlineData("..", "song")]
    [InlineData(" Rock. ", "Rock")]
    [InlineData("con", "con_")]
    [InlineData("音楽", "音楽")]
    [InlineData("a\nb", "a-b")]
    public void A_name_is_valid_on_every_system(string text, string expected) => Assert.Equal(expected, SafeName.Of(text, "song"));

    private OrganizeResult Update(IReadOnlyList<OrganizedSong> songs, OrganizeMode mode) =>
        new OrganizedFolder(Target).Update(OrganizePlan.Of(Target, songs, mode), (_, _) => { }, CancellationToken.None);

    private OrganizedSong Song(string name, params string[] genres)
    {
        string path = _folder.File(["music", .. name.Split('/')]);
        File.WriteAllText(path, name);
        return new OrganizedSong(path, genres);
    }

    private string[] Names() => [.. Directory.GetFiles(Target).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.').Order(StringComparer.Ordinal)];

    private static (int Made, int Kept, int Deleted) Counts(OrganizeResult result)
    {
        Assert.Empty(result.Conflicts);
        return (result.Made, result.Kept, result.Deleted);
    }
}
