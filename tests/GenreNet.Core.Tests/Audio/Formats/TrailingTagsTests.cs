using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Formats;

public class TrailingTagsTests
{
    private static readonly byte[] Id3v1 = [.. "TAG"u8, .. new byte[125]];
    private static readonly byte[] Ape = [.. Footer(0xA000_0000, 60), .. new byte[28], .. Footer(0x8000_0000, 60)];
    private static readonly byte[] ApeWithoutHeader = [.. new byte[28], .. Footer(0, 60)];
    private static readonly byte[] Lyrics = [.. "LYRICSBEGIN"u8, .. "IND0000200"u8, .. "000021"u8, .. "LYRICS200"u8];
    private static readonly byte[] Id3v2 = [.. "ID3"u8, 4, 0, 0x10, 0, 0, 0, 20, .. new byte[20], .. "3DI"u8, 4, 0, 0x10, 0, 0, 0, 20];

    public static TheoryData<string, byte[]> Tags => new()
    {
        { "none", [] },
        { "ID3v1", Id3v1 },
        { "APEv2", Ape },
        { "APEv2 without a header", ApeWithoutHeader },
        { "Lyrics3", [.. Lyrics, .. Id3v1] },
        { "ID3v2 with a footer", Id3v2 },
        { "APEv2 and ID3v1", [.. Ape, .. Id3v1] },
    };

    [Theory]
    [MemberData(nameof(Tags))]
    public void The_audio_ends_where_the_tags_begin(string name, byte[] tags)
    {
        byte[] audio = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
        using var source = new ByteSource(new MemoryStream([.. audio, .. tags]), name, ownsStream: true);
        source.Skip(10);
        Assert.Equal(audio.Length, TrailingTags.Start(source));
        Assert.Equal(10, source.Position);
        using var copy = new MemoryStream();
        source.CopyAllTo(copy, TrailingTags.Start(source));
        Assert.Equal(audio, copy.ToArray());
    }

    [Fact]
    public void A_trailing_tag_longer_than_the_file_is_ignored()
    {
        byte[] file = [.. new byte[50], .. Footer(0, 1_000_000)];
        using var source = new ByteSource(new MemoryStream(file), "odd", ownsStream: true);
        Assert.Equal(file.Length, TrailingTags.Start(source));
        using var only = new ByteSource(new MemoryStream(Id3v1), "tag", ownsStream: true);
        Assert.Equal(Id3v1.Length, TrailingTags.Start(only));
    }

    [Theory]
    [InlineData("flac")]
    [InlineData("wv")]
    [InlineData("mp3")]
    [InlineData("tta")]
    public void A_file_with_trailing_tags_is_not_reported_as_damaged(string extension)
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        using var folder = new TemporaryFolder();
        string path = folder.File($"song.{extension}");
        using (var encoder = System.Diagnostics.Process.Start(AudioFile.FfmpegPath!, ["-v", "error", "-i", Support.TestData.Wav("sine440"), path]))
        {
            encoder.WaitForExit();
            Assert.SkipWhen(encoder.ExitCode != 0, $"this ffmpeg does not write {extension}");
        }

        byte[] plain = File.ReadAllBytes(path);
        float[] expected = AudioBuffer.Load(path).Samples.ToArray();
        foreach (byte[] tags in (byte[][])[Id3v1, [.. Ape, .. Id3v1], [.. Lyrics, .. Id3v1]])
        {
            File.WriteAllBytes(path, [.. plain, .. tags]);
            var clip = AudioBuffer.Load(path);
            Assert.Empty(clip.Warnings);
            Assert.Equal(expected, clip.Samples.ToArray());
        }
    }

    private static byte[] Footer(uint flags, int size) =>
        [.. "APETAGEX"u8, .. BitConverter.GetBytes(2000), .. BitConverter.GetBytes(size), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(flags), .. new byte[8]];
}
