using System.Text;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Formats;

public class ContentSignatureTests
{
    private const string Hls = "#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:30.0,\nfile:///srv/music/x.flac\n#EXT-X-ENDLIST\n";

    public static TheoryData<string, byte[]> NotAudio => new()
    {
        { "a playlist", Bytes(Hls) },
        { "a playlist", Bytes("\uFEFF\n  " + Hls) },
        { "a playlist", Bytes(Hls + "\0") },
        { "a playlist", [.. Bytes(Hls), 0xFF, 0xFB, 0x90, 0x00] },
        { "a playlist", Bytes("[playlist]\nFile1=song.mp3\n") },
        { "a playlist", Bytes("<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">") },
        { "a playlist", Bytes("<?xml version=\"1.0\"?>\n<playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\">") },
        { "a playlist", Bytes("ffconcat version 1.0\nfile song.flac\n") },
        { "a playlist", Bytes("file '/srv/music/x.flac'\n") },
        { "a playlist", Bytes("v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n") },
        { "an HTML page", Bytes("\r\n<!DOCTYPE html><html><head><title>404</title>") },
        { "an HTML page", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<html>")).ToArray() },
        { "an XML file", Bytes("<?xml version=\"1.0\"?><a/>") },
        { "an SVG image", Bytes("<?xml version=\"1.0\"?><svg/>") },
        { "a text file", Bytes("this is a letter") },
        { "a text file", Bytes("Liebe Grüße, Łukasz 🎵") },
        { "a text file", Bytes("{\"genre\": \"blues\"}") },
        { "a PNG image", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0] },
        { "a JPEG image", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10] },
        { "a GIF image", Bytes("GIF89a\0\u0001") },
        { "a WebP image", Bytes("RIFF\0\u0001\0\0WEBPVP8 ") },
        { "a HEIF image", Bytes("\0\0\0\u0018ftypheic\0\0\0\0") },
        { "an AVI video", Bytes("RIFF\0\u0001\0\0AVI LIST") },
        { "a ZIP archive", Bytes("PK\u0003\u0004\u0014\0") },
        { "a gzip archive", [0x1F, 0x8B, 8, 0, 0] },
        { "a PDF document", Bytes("%PDF-1.7\n\u0001") },
        { "a PDF document", Bytes("%PDF-1.7\n1 0 obj\n") },
        { "a text file", Bytes("ID3 tags hold the title of a song.") },
        { "a text file", Bytes("The free software of GNU") },
        { "a text file", Bytes("FORMAT: any") },
        { "a MIDI file, which contains notes instead of sound", Bytes("MThd\0\0\0\u0006") },
    };

    public static TheoryData<string, byte[]> Audio => new()
    {
        { "FLAC", Bytes("fLaC\0\0\0\u0022") },
        { "OGG", Bytes("OggS\0") },
        { "MP3", [0xFF, 0xFB, 0x90, 0x00, 0, 0] },
        { "MP3", [0xFF, 0xF3, 0x40, 0xC0, 0, 0] },
        { "AAC", [0xFF, 0xF1, 0x50, 0x80, 0, 0] },
        { "MP4", Bytes("\0\0\0\u0018ftypM4A \0\0\0\0") },
        { "MP4", Bytes("\0\0\0\u0008wide\0\0\0\0mdat") },
        { "Matroska", [0x1A, 0x45, 0xDF, 0xA3, 0x01] },
        { "WMA", [0x30, 0x26, 0xB2, 0x75, 0x8E] },
        { "AMR", Bytes("#!AMR\n\u0004") },
        { "CAF", Bytes("caff\0\u0001\0\0") },
        { "W64", Bytes("riff\u002e\u0091\0") },
        { "AC-3", [0x0B, 0x77, 0x5A, 0x2C, 0x14, 0x40, 0x43] },
    };

    [Theory]
    [MemberData(nameof(NotAudio))]
    public void The_kind_of_other_files_is_reported_regardless_of_ffmpeg_and_the_file_name(string name, byte[] content)
    {
        Assert.Equal(new ContentSignature(name, false), ContentSignature.Of(content));
        foreach (string? ffmpeg in (string?[])[null, AudioFile.FfmpegPath])
        {
            AudioFormatException problem = Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream(content), "song.mp3", ffmpeg));
            Assert.Equal($"song.mp3: this is {name}, not audio. Choose an audio file.", problem.Message);
            Assert.False(problem.IsAudio);
        }
    }

    [Theory]
    [MemberData(nameof(Audio))]
    public void Audio_formats_are_recognised(string name, byte[] content) => Assert.Equal(new ContentSignature(name, true), ContentSignature.Of(content));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_format_is_determined_by_the_content_after_an_id3_tag(bool canSeek)
    {
        byte[] file = [.. Tag(3000), .. Tag(20), .. Bytes(Hls)];
        using Stream stream = canSeek ? new MemoryStream(file) : new ForwardStream(file);
        Assert.Contains("this is a playlist", Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.mp3", ffmpeg: null)).Message, StringComparison.Ordinal);
        byte[] wavPack = [.. Tag(3000), .. "wvpk"u8, .. new byte[100]];
        using Stream other = canSeek ? new MemoryStream(wavPack) : new ForwardStream(wavPack);
        Assert.Equal("ffmpeg", Assert.Throws<DependencyMissingException>(() => AudioFile.Open(other, "song.mp3", ffmpeg: null)).Dependency);
    }

    [Fact]
    public void A_tag_longer_than_the_file_is_ignored()
    {
        byte[] file = [.. "ID3"u8, 4, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F, .. "TIT2"u8];
        using var stream = new MemoryStream(file);
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.mp3", ffmpeg: null));
    }

    [Theory]
    [InlineData("RIFF\0\0\0\0WAVEfmt ", true)]
    [InlineData("RIFX\0\0\0\0WAVEfmt ", true)]
    [InlineData("RF64\0\0\0\0WAVEds64", true)]
    [InlineData("FORM\0\0\0\0AIFCCOMM", true)]
    [InlineData(".snd\0", true)]
    [InlineData("dns.\0", true)]
    [InlineData("ID3\u0004\0", true)]
    [InlineData("\u00FF\u00FE\u0090\0\0\0", null)]
    [InlineData("\u00FF\u00FF\u00FF\u00FF", null)]
    [InlineData("\u00FF\u00E8\u0090\0", null)]
    [InlineData("\u00FF\u00FB\u00F0\0", null)]
    [InlineData("\u00FF\u00FEr\0o\0", false)]
    [InlineData("R", false)]
    [InlineData("", null)]
    public void Audio_is_recognised_only_by_its_complete_signature(string start, bool? isAudio) =>
        Assert.Equal(isAudio, ContentSignature.Of(Encoding.Latin1.GetBytes(start)).IsAudio);

    [Fact]
    public void Unknown_binary_content_has_no_signature() => Assert.Null(ContentSignature.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).IsAudio);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Tag(int length) => [.. "ID3"u8, 4, 0, 0, 0, 0, (byte)(length >> 7), (byte)(length & 0x7F), .. new byte[length]];

    private sealed class ForwardStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
