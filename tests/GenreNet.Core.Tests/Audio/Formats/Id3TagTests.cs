using System.Text;
using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;

namespace GenreNet.Core.Tests.Audio.Formats;

public class Id3TagTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(501)]
    [InlineData(100_000)]
    public void Tags_before_any_format_are_skipped(int length)
    {
        byte[] little = HeaderBytes.Samples(SampleEncoding.Signed16, false);
        byte[] big = HeaderBytes.Samples(SampleEncoding.Signed16, true);
        float[] expected = ReferenceDecoder.Decode(little, SampleEncoding.Signed16, false, 1);
        byte[] rifx = HeaderBytes.Wav(
            true, HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2, bigEndian: true), true), HeaderBytes.Chunk("data", big, true));
        byte[] common = HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(1001, 16), true);
        byte[] aiff = HeaderBytes.Aiff("AIFF", common, HeaderBytes.Chunk("SSND", HeaderBytes.AiffSound(big), true));
        byte[] tag = HeaderBytes.Id3(length);
        byte[][] files = [HeaderBytes.Wav16(little), rifx, aiff, HeaderBytes.Au(3, big, true), HeaderBytes.Au(3, little, false)];
        Assert.All(files, file =>
        {
            Assert.Empty(Decoded.Check([.. tag, .. file], expected));
            Assert.Empty(Decoded.Check([.. tag, .. tag, .. file], expected));
        });
    }

    [Fact]
    public void A_truncated_file_after_a_tag_is_reported()
    {
        byte[] samples = HeaderBytes.Samples(SampleEncoding.Signed16, false);
        byte[] file = [.. HeaderBytes.Id3(77), .. HeaderBytes.Wav16(samples)];
        Assert.Contains("truncated", Assert.Single(Decoded.From(file[..^500], "pipe").Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_formats_after_a_tag_are_passed_to_ffmpeg_from_the_first_byte()
    {
        byte[] file = [.. HeaderBytes.Id3(300), .. "wvpk"u8, .. new byte[400]];
        Assert.All(Decoded.Ways, way => Assert.Throws<DependencyMissingException>(() => Decoded.From(file, way)));
    }

    [Fact]
    public void A_tag_that_is_longer_than_the_file_is_an_error()
    {
        byte[] file = HeaderBytes.Id3(300)[..200];
        Assert.All(Decoded.Ways, way => Assert.Contains(
            "ends inside its ID3 tag", Assert.Throws<AudioFormatException>(() => Decoded.From(file, way)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_tag_of_any_length_in_front_of_a_stream_is_skipped()
    {
        byte[] little = HeaderBytes.Samples(SampleEncoding.Signed16, false);
        byte[] file = [.. HeaderBytes.Id3(5 << 20), .. HeaderBytes.Wav16(little)];
        Assert.Equal(ReferenceDecoder.Decode(little, SampleEncoding.Signed16, false, 1), Decoded.From(file, "pipe").Samples);
    }

    [Theory]
    [InlineData("fLaC", false)]
    [InlineData("RIFF", false)]
    [InlineData("wvpk", false)]
    [InlineData("caff", true)]
    [InlineData("\0\0\0\u0010ftypM4A ", true)]
    public void Whether_ffmpeg_needs_a_file_depends_on_the_content_after_the_tags(string start, bool needsFile)
    {
        byte[] content = [.. Encoding.Latin1.GetBytes(start), .. new byte[400]];
        Assert.All<byte[]>([content, [.. HeaderBytes.Id3(300), .. content], [.. HeaderBytes.Id3(300), .. HeaderBytes.Id3(5), .. content]], file =>
        {
            using var stream = new MemoryStream(file);
            Assert.Equal(needsFile, AudioFile.NeedsFile(stream));
            Assert.Equal(0, stream.Position);
        });
        using var incomplete = new MemoryStream(HeaderBytes.Id3(300)[..200]);
        Assert.False(AudioFile.NeedsFile(incomplete));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 4, 0, 0, 0, 0, 2, 1 }, 267)]
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 4, 0, 0x10, 0, 0, 2, 1 }, 277)] // with a footer
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 4, 0, 0, 0, 0, 0x80, 1 }, 0)] // no length has this bit
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 0xFF, 0, 0, 0, 0, 2, 1 }, 0)]
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 4, 0, 0 }, 0)]
    [InlineData(new byte[] { (byte)'R', (byte)'I', (byte)'F', (byte)'F', 0, 0, 0, 0, 2, 1 }, 0)]
    public void The_length_includes_header_and_footer(byte[] start, long length) => Assert.Equal(length, Id3Tag.Length(start));
}
