using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;

namespace GenreNet.Core.Tests.Audio.Formats;

/// <summary>Headers in which a redundant field contradicts the others.</summary>
public class ContradictoryFormatTests
{
    public static TheoryData<string, int, int, bool> Encodings
    {
        get
        {
            var data = new TheoryData<string, int, int, bool>();
            foreach ((SampleEncoding encoding, int codec) in HeaderBytes.WavEncodings)
            {
                foreach (int channels in (int[])[1, 2])
                {
                    data.Add(encoding.ToString(), codec, channels, false);
                    data.Add(encoding.ToString(), codec, channels, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_wrong_block_alignment_is_ignored_with_a_warning(string encodingName, int codec, int channels, bool bigEndian)
    {
        SampleEncoding encoding = Enum.Parse<SampleEncoding>(encodingName);
        int width = ReferenceDecoder.Width(encoding);
        float[] expected = Decoded.From(File(HeaderBytes.WavFormat(codec, width, channels)), "stream").Samples;
        foreach (int alignment in (int[])[0, 1, 2, 3, 4, 8, 16, 17, 65535])
        {
            if (alignment == width * channels || (width == 3 && alignment == 4 * channels))
            {
                continue;
            }

            byte[] file = File(HeaderBytes.WavFormat(codec, width, channels, bigEndian, alignment), bigEndian);
            string warning = Assert.Single(Decoded.Check(file, expected));
            Assert.Contains($"block alignment of {Plural.Of(alignment, "byte")}", warning, StringComparison.Ordinal);
            Assert.Contains("clip.wav", warning, StringComparison.Ordinal);
        }

        byte[] File(byte[] format, bool big = false) => HeaderBytes.Wav(
            big, HeaderBytes.Chunk("fmt ", format, big), HeaderBytes.Chunk("data", HeaderBytes.Samples(encoding, big, channels), big));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void Samples_of_24_bits_in_4_bytes_are_rejected(int channels, bool bigEndian)
    {
        byte[] format = HeaderBytes.WavFormat(1, 3, channels, bigEndian, alignment: 4 * channels);
        byte[] file = HeaderBytes.Wav(
            bigEndian, HeaderBytes.Chunk("fmt ", format, bigEndian), HeaderBytes.Chunk("data", new byte[240], bigEndian));
        Assert.All(Decoded.Ways, way => Assert.Contains(
            "block alignment", Assert.Throws<AudioFormatException>(() => Decoded.From(file, way)).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(uint.MaxValue)]
    public void Wrong_bytes_per_second_are_ignored(uint bytesPerSecond)
    {
        byte[] file = HeaderBytes.Wav16(HeaderBytes.Samples(SampleEncoding.Signed16, false));
        float[] expected = Decoded.From(file, "stream").Samples;
        HeaderBytes.U32(bytesPerSecond, false).CopyTo(file, 28);
        Assert.Empty(Decoded.Check(file, expected));
    }

    [Theory]
    [InlineData("Unsigned8", 1)]
    [InlineData("Signed16", 1)]
    [InlineData("Signed24", 1)]
    [InlineData("Signed32", 1)]
    [InlineData("MuLaw", 7)]
    [InlineData("ALaw", 6)]
    public void Without_bits_the_block_alignment_decides(string encodingName, int codec)
    {
        SampleEncoding encoding = Enum.Parse<SampleEncoding>(encodingName);
        byte[] data = HeaderBytes.Chunk("data", HeaderBytes.Samples(encoding, false, 2));
        int width = ReferenceDecoder.Width(encoding);
        float[] expected = Decoded.From(
            HeaderBytes.Wav(false, HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(codec, width, 2)), data), "stream").Samples;
        byte[] zero = HeaderBytes.WavFormat(codec, width, 2, bits: 0);
        Assert.Empty(Decoded.Check(HeaderBytes.Wav(false, HeaderBytes.Chunk("fmt ", zero), data), expected));
        // The oldest form of the chunk, without the field.
        Assert.Empty(Decoded.Check(HeaderBytes.Wav(false, HeaderBytes.Chunk("fmt ", zero[..14]), data), expected));
    }

    [Theory]
    [InlineData(3, 20, 0)]
    [InlineData(3, 20, 20)]
    [InlineData(3, 24, 0)]
    [InlineData(3, 24, 20)]
    [InlineData(4, 32, 0)]
    [InlineData(4, 32, 20)]
    [InlineData(4, 32, 24)]
    [InlineData(2, 12, 12)]
    public void Valid_bits_do_not_change_the_samples(int width, int bits, int validBits)
    {
        SampleEncoding encoding = SampleDecoder.Signed(width)!.Value;
        byte[] samples = HeaderBytes.Samples(encoding, false);
        float[] expected = ReferenceDecoder.Decode(samples, encoding, false, 1);
        byte[] guid = [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        byte[] format = [.. HeaderBytes.WavFormat(0xFFFE, width, bits: bits), 22, 0, (byte)validBits, 0, 0, 0, 0, 0, .. guid];
        Assert.Empty(
            Decoded.Check(HeaderBytes.Wav(false, HeaderBytes.Chunk("fmt ", format), HeaderBytes.Chunk("data", samples)), expected));
    }

    [Fact]
    public void A_sample_rate_of_zero_is_rejected()
    {
        byte[] file = HeaderBytes.Wav16(HeaderBytes.Samples(SampleEncoding.Signed16, false));
        HeaderBytes.U32(0, false).CopyTo(file, 24);
        Assert.Contains(
            "sample rate of 0 Hz", Assert.Throws<AudioFormatException>(() => Decoded.From(file, "pipe")).Message, StringComparison.Ordinal);
    }
}
