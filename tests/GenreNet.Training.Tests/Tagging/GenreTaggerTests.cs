using GenreNet.Core.Audio;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Tests.Tagging;

public sealed class GenreTaggerTests : IDisposable
{
    private static readonly DateTime Time = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
    private static readonly TaggingOptions Writing = new() { Write = true };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("wav")]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("opus")]
    [InlineData("mp3")]
    public void A_genre_is_written_and_the_audio_and_the_time_are_kept(string extension)
    {
        string path = MusicSamples.Create(_folder, extension);
        File.SetLastWriteTimeUtc(path, Time);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        float[] before = AudioBuffer.Load(path).Samples.ToArray();
        byte[] original = File.ReadAllBytes(path);
        Assert.Equal(TagAction.WouldWrite, Tag(path, new TaggingOptions()).Action);
        Assert.Equal(original, File.ReadAllBytes(path));

        TagResult written = Tag(path, Writing);
        Assert.Equal((TagAction.Written, (string?)null), (written.Action, written.Reason));
        Assert.Equal(["Hip-Hop"], MusicTag.Read(path).Genres);
        Assert.Equal(before, AudioBuffer.Load(path).Samples.ToArray());
        Assert.Equal(Time, File.GetLastWriteTimeUtc(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(path));
        }

        byte[] tagged = File.ReadAllBytes(path);
        Assert.Equal(TagAction.Unchanged, Tag(path, Writing).Action);
        Assert.Equal(tagged, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("mp3", "-id3v2_version", "3")]
    [InlineData("mp3", "-id3v2_version", "4")]
    [InlineData("m4a")]
    [InlineData("m4a", "-movflags", "+faststart")]
    [InlineData("flac")]
    [InlineData("ogg", "-c:a", "libvorbis")]
    [InlineData("opus", "-c:a", "libopus")]
    [InlineData("wav")]
    [InlineData("aiff")]
    public void Other_tags_and_pictures_of_files_of_ffmpeg_are_kept(string extension, params string[] options)
    {
        string path = MusicSamples.Encode(_folder, extension, options);
        float[] before = AudioBuffer.Load(path).Samples.ToArray();
        TagResult result = Tag(path, Writing);
        Assert.Equal((TagAction.Written, (string?)null), (result.Action, result.Reason));
        Assert.Equal(["Folk"], result.Present);
        Assert.Equal(before, AudioBuffer.Load(path).Samples.ToArray());
        using var file = TagLib.File.Create(path);
        Assert.Equal(["Hip-Hop"], file.Tag.Genres);
        Assert.Equal("Tïtle 音", file.Tag.Title);
        if (extension is "mp3" or "flac" or "m4a")
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.Path, "cover.png")), Assert.Single(file.Tag.Pictures).Data.Data);
        }
    }

    [Fact]
    public void Every_kind_of_tag_of_an_MP3_is_updated_and_none_is_added()
    {
        string path = MusicSamples.Create(_folder, "mp3");
        byte[] audio = File.ReadAllBytes(path);
        byte[] ape = MusicSamples.Ape(("Genre", "Folk"), ("Title", "Ape tïtle"));
        File.WriteAllBytes(path, [.. MusicSamples.Id3v2(("TIT2", "Long title"), ("TCON", "(80)")), .. audio, .. ape, .. MusicSamples.Id3v1("Old title", 80)]);
        Assert.Equal(TagAction.Written, Tag(path, Writing).Action);
        byte[] tagged = File.ReadAllBytes(path);
        Assert.Equal((byte)7, tagged[^1]);
        Assert.StartsWith("TAGOld title\0", System.Text.Encoding.Latin1.GetString(tagged.AsSpan(tagged.Length - 128)), StringComparison.Ordinal);
        Assert.True(tagged.AsSpan().IndexOf("Ape t\u00C3\u00AFtle"u8) > 0 || tagged.AsSpan().IndexOf("Ape tïtle"u8) > 0);
        using (var file = TagLib.File.Create(path))
        {
            Assert.Equal(TagLib.TagTypes.Id3v1 | TagLib.TagTypes.Id3v2 | TagLib.TagTypes.Ape, file.TagTypesOnDisk);
            Assert.Equal(["Hip-Hop"], file.GetTag(TagLib.TagTypes.Ape).Genres);
            Assert.Equal("Long title", file.GetTag(TagLib.TagTypes.Id3v2).Title);
        }

        File.WriteAllBytes(path, audio);
        Assert.Equal(TagAction.Written, Tag(path, Writing).Action);
        using var plain = TagLib.File.Create(path);
        Assert.Equal(TagLib.TagTypes.Id3v2, plain.TagTypesOnDisk);
    }

    [Fact]
    public void An_MP3_with_old_tags_alone_gets_an_ID3v2_tag_with_the_same_title()
    {
        string path = MusicSamples.Create(_folder, "mp3");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path), .. MusicSamples.Id3v1("Old title", 80)]);
        Assert.Equal(["Folk"], Tag(path, Writing).Present);
        using var file = TagLib.File.Create(path);
        Assert.Equal("Old title", file.GetTag(TagLib.TagTypes.Id3v2).Title);
    }

    [Fact]
    public void Several_genres_are_kept_if_they_include_that_of_the_model()
    {
        string path = MusicSamples.Create(_folder, "flac");
        TagWriter.Write(path, ["hip hop", "Boom Bap"], CancellationToken.None);
        TagResult result = Tag(path, Writing);
        Assert.Equal((TagAction.Unchanged, 2), (result.Action, result.Present.Count));
        var two = new GenreTagger(new FixedGenres(("soul", 0.9), ("jazz", 0.7), ("rock", 0.1)), new GenreSpelling([]), Writing with { MostGenres = 3 });
        Assert.Equal(["Soul", "Jazz"], two.Tag(path, CancellationToken.None).Genres);
        Assert.Equal(["Soul", "Jazz"], MusicTag.Read(path).Genres);
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("ogg")]
    [InlineData("wav")]
    public void Several_genres_are_written_to_every_kind_of_tag(string extension)
    {
        string path = MusicSamples.Create(_folder, extension);
        var tagger = new GenreTagger(new FixedGenres(("R&B/Soul", 0.9), ("jazz", 0.7)), new GenreSpelling([]), Writing with { MostGenres = 2 });
        TagResult result = tagger.Tag(path, CancellationToken.None);
        Assert.Equal(TagAction.Written == result.Action, MusicTag.Read(path).Genres.SequenceEqual(result.Genres));
        Assert.NotEqual(TagAction.WouldWrite, result.Action);
    }

    [Fact]
    public void A_file_with_a_genre_is_not_classified_if_only_missing_ones_are_written()
    {
        string path = MusicSamples.Create(_folder, "ogg");
        TagWriter.Write(path, ["Folk"], CancellationToken.None);
        var source = new FixedGenres(("rock", 0.9));
        var tagger = new GenreTagger(source, new GenreSpelling([]), Writing with { OnlyIfMissing = true });
        Assert.Equal(TagAction.HasGenre, tagger.Tag(path, CancellationToken.None).Action);
        Assert.Equal(0, source.Count);
        Assert.Equal(["Folk"], MusicTag.Read(path).Genres);
    }

    [Fact]
    public void An_uncertain_answer_is_shown_but_not_written()
    {
        string path = MusicSamples.Create(_folder, "wav");
        byte[] original = File.ReadAllBytes(path);
        var tagger = new GenreTagger(new FixedGenres(("rock", 0.41)), new GenreSpelling(["rock=Rock'n'Roll"]), Writing);
        TagResult result = tagger.Tag(path, CancellationToken.None);
        Assert.Equal((TagAction.TooUncertain, "below 50 %", 0.41), (result.Action, result.Reason, result.Confidence));
        Assert.Equal(["Rock'n'Roll"], result.Genres);
        Assert.Equal(original, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_read_only_file_is_an_error_and_unchanged()
    {
        string path = MusicSamples.Create(_folder, "wav");
        byte[] original = File.ReadAllBytes(path);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        TagResult result = Tag(path, Writing);
        Assert.Equal((TagAction.Error, $"{path} is read-only. Make it writable to tag it."), (result.Action, result.Reason));
        Assert.Equal(original, File.ReadAllBytes(path));
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public void A_symbolic_link_is_kept_and_its_file_is_tagged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a privilege on Windows");
        string path = MusicSamples.Create(_folder, "flac", "music", "song.flac");
        string link = _folder.File("links", "link.flac");
        File.CreateSymbolicLink(link, "../music/song.flac");
        Assert.Equal(TagAction.Written, Tag(link, Writing).Action);
        Assert.Equal("../music/song.flac", new FileInfo(link).LinkTarget);
        Assert.Equal(["Hip-Hop"], MusicTag.Read(path).Genres);
    }

    [Fact]
    public void A_hard_link_keeps_the_old_file_and_the_result_names_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the number of links is known on Linux only");
        string path = MusicSamples.Create(_folder, "flac");
        string other = _folder.File("other.flac");
        using (var ln = System.Diagnostics.Process.Start("ln", [path, other]))
        {
            ln.WaitForExit();
        }

        byte[] original = File.ReadAllBytes(path);
        Assert.Equal("its other hard links keep the old tags", Tag(path, new TaggingOptions()).Reason);
        Assert.Equal(TagAction.Written, Tag(path, Writing).Action);
        Assert.Equal(original, File.ReadAllBytes(other));
        Assert.Equal(["Hip-Hop"], MusicTag.Read(path).Genres);
    }

    [Theory]
    [InlineData("cut", false)]
    [InlineData("text", false)]
    [InlineData("empty", false)]
    [InlineData("wavpack", true)]
    [InlineData("missing", false)]
    public void A_file_that_cannot_be_tagged_is_unchanged_and_has_a_reason(string kind, bool isUnsupported)
    {
        string path = _folder.File("song.flac");
        byte[]? content = kind switch
        {
            "cut" => File.ReadAllBytes(MusicSamples.Create(_folder, "flac"))[..30],
            "text" => "This is an essay on music, and nothing else."u8.ToArray(),
            "wavpack" => [.. "wvpk"u8, .. new byte[60]],
            "empty" => [],
            _ => null,
        };
        if (content is not null)
        {
            File.WriteAllBytes(path, content);
        }

        TagResult result = Tag(path, Writing);
        Assert.Equal(isUnsupported ? TagAction.Unsupported : TagAction.Error, result.Action);
        Assert.Contains("song.flac", result.Reason, StringComparison.Ordinal);
        Assert.Equal(content, content is null ? null : File.ReadAllBytes(path));
    }

    [Fact]
    public void A_fragmented_MP4_is_not_supported()
    {
        string path = MusicSamples.Encode(_folder, "m4a", "-movflags", "frag_keyframe+empty_moov");
        byte[] original = File.ReadAllBytes(path);
        Assert.Equal(TagAction.Unsupported, Tag(path, Writing).Action);
        Assert.Equal(original, File.ReadAllBytes(path));
    }

    private static TagResult Tag(string path, TaggingOptions options) =>
        new GenreTagger(new FixedGenres(("hiphop", 0.9)), new GenreSpelling([]), options).Tag(path, CancellationToken.None);
}
