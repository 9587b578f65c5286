using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;

namespace GenreNet.Core.Tests.Audio.Formats;

public class AiffTests
{
    private static readonly byte[] Samples = HeaderBytes.Samples(SampleEncoding.Signed16, true);
    private static readonly float[] Expected = ReferenceDecoder.Decode(Samples, SampleEncoding.Signed16, true, 1);

    [Theory]
    [InlineData("NONE", 8, "Signed8", true)]
    [InlineData("NONE", 16, "Signed16", true)]
    [InlineData("NONE", 24, "Signed24", true)]
    [InlineData("NONE", 32, "Signed32", true)]
    [InlineData("NONE", 12, "Signed16", true)]
    [InlineData("NONE", 20, "Signed24", true)]
    [InlineData("twos", 16, "Signed16", true)]
    [InlineData("sowt", 16, "Signed16", false)]
    [InlineData("sowt", 24, "Signed24", false)]
    [InlineData("raw ", 8, "Unsigned8", true)]
    [InlineData("in16", 16, "Signed16", true)]
    [InlineData("in24", 24, "Signed24", true)]
    [InlineData("in32", 32, "Signed32", true)]
    [InlineData("in24", 0, "Signed24", true)]
    [InlineData("42ni", 24, "Signed24", false)]
    [InlineData("42n1", 24, "Signed24", false)] // as libsndfile writes it
    [InlineData("23ni", 32, "Signed32", false)]
    [InlineData("fl32", 32, "Float32", true)]
    [InlineData("FL32", 32, "Float32", true)]
    [InlineData("fl64", 64, "Float64", true)]
    [InlineData("FL64", 64, "Float64", true)]
    [InlineData("ulaw", 16, "MuLaw", true)]
    [InlineData("ALAW", 8, "ALaw", true)]
    public void Every_codec_is_decoded(string codec, int bits, string encodingName, bool bigEndian)
    {
        SampleEncoding encoding = Enum.Parse<SampleEncoding>(encodingName);
        foreach (int channels in (int[])[1, 2])
        {
            byte[] samples = HeaderBytes.Samples(encoding, bigEndian, channels);
            float[] expected = ReferenceDecoder.Decode(samples, encoding, bigEndian, channels);
            byte[] sound = HeaderBytes.Chunk("SSND", HeaderBytes.AiffSound(samples), true);
            // The codec's name is a Pascal string, which some writers pad to an even length and some do not.
            foreach (string name in (string[])["", "a", "ab", "not compressed"])
            {
                byte[] common = HeaderBytes.AiffCommon(1001, bits, channels, codec, name);
                Assert.Empty(Decoded.Check(HeaderBytes.Aiff("AIFC", HeaderBytes.Chunk("COMM", common, true), sound), expected));
                Assert.Empty(Decoded.Check(HeaderBytes.Aiff("AIFC", HeaderBytes.Chunk("COMM", common, true, pad: false), sound), expected));
            }
        }
    }

    [Fact]
    public void Aiff_c_without_a_codec_is_not_compressed() => Assert.Empty(Decoded.Check(
        HeaderBytes.Aiff("AIFC", Common(1001), Sound(HeaderBytes.AiffSound(Samples))), Expected));

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(2048)]
    public void Samples_can_begin_at_an_offset_in_the_sound_chunk(int skip) => Assert.Empty(Decoded.Check(
        HeaderBytes.Aiff("AIFF", Common(1001), Sound(HeaderBytes.AiffSound(Samples, skip))), Expected));

    [Fact]
    public void The_sound_chunk_can_precede_the_format_in_seekable_sources()
    {
        byte[] file = HeaderBytes.Aiff(
            "AIFF", Sound(HeaderBytes.AiffSound(Samples)), HeaderBytes.Chunk("NAME", new byte[7], true), Common(1001));
        Assert.Equal(Expected, Decoded.From(file, "file").Samples);
        Assert.Equal(Expected, Decoded.From(file, "stream").Samples);
        Assert.Contains(
            "does not support seeking", Assert.Throws<AudioFormatException>(() => Decoded.From(file, "pipe")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(900)]
    [InlineData(1002)]
    [InlineData(20_000)]
    public void The_sound_chunk_overrides_a_contradictory_frame_count(int frames)
    {
        byte[] file = HeaderBytes.Aiff(
            "AIFF", Common(frames), Sound(HeaderBytes.AiffSound(Samples)), HeaderBytes.Chunk("NAME", new byte[300], true));
        Assert.Contains($"{Plural.Of(frames, "frame")},", Assert.Single(Decoded.Check(file, Expected)), StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_of_the_last_block_is_not_decoded()
    {
        byte[] filled = HeaderBytes.AiffSound([.. Samples, .. new byte[500]], block: 512);
        Assert.Empty(Decoded.Check(HeaderBytes.Aiff("AIFF", Common(1001), Sound(filled)), Expected));
        byte[] bytes = HeaderBytes.Samples(SampleEncoding.Signed8, true);
        byte[] common = HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(1001, 8), true);
        byte[] padded = HeaderBytes.Aiff("AIFF", common, Sound(HeaderBytes.AiffSound([.. bytes, 0])));
        Assert.Empty(Decoded.Check(padded, ReferenceDecoder.Decode(bytes, SampleEncoding.Signed8, true, 1)));
    }

    [Fact]
    public void A_sample_size_of_zero_bits_is_rejected()
    {
        byte[] common = HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(1001, 0), true);
        byte[] file = HeaderBytes.Aiff("AIFF", common, Sound(HeaderBytes.AiffSound(Samples)));
        Assert.Contains("0 bits", Assert.Throws<AudioFormatException>(() => Decoded.From(file, "pipe")).Message, StringComparison.Ordinal);
    }

    private static byte[] Common(int frames) => HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(frames, 16), true);

    private static byte[] Sound(byte[] content) => HeaderBytes.Chunk("SSND", content, true);
}
