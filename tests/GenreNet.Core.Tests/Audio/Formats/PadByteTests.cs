using System.Text;
using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;

namespace GenreNet.Core.Tests.Audio.Formats;

/// <summary>Chunks of an odd length, with their pad byte and without it.</summary>
public class PadByteTests
{
    private static readonly byte[] Format = HeaderBytes.WavFormat(1, 2);

    public static TheoryData<string, string, int, bool> Cases
    {
        get
        {
            var data = new TheoryData<string, string, int, bool>();
            foreach (string container in (string[])["RIFF", "RIFX", "RF64"])
            {
                foreach (string name in (string[])["LIST", "bext", "xyz1"])
                {
                    foreach (int length in (int[])[1, 25, 603])
                    {
                        data.Add(container, name, length, false);
                        data.Add(container, name, length, true);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Wav_is_read_with_and_without_pad_bytes(string container, string name, int length, bool pad)
    {
        bool big = container == "RIFX";
        byte[] samples = HeaderBytes.Samples(SampleEncoding.Signed16, big, frames: 5674);
        float[] expected = ReferenceDecoder.Decode(samples, SampleEncoding.Signed16, big, 1);
        byte[] sizes = HeaderBytes.Chunk("ds64", [.. HeaderBytes.U64(0), .. HeaderBytes.U64(samples.Length), .. new byte[12]]);
        byte[] odd = HeaderBytes.Chunk(name, Content(length), big, pad: pad);
        byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2, bigEndian: big), big);
        byte[] data = HeaderBytes.Chunk("data", samples, big, container == "RF64" ? uint.MaxValue : null);
        byte[] file = HeaderBytes.Wav(container, null, container == "RF64" ? sizes : [], odd, format, odd, odd, data, odd);
        Assert.Empty(Decoded.Check(file, expected));
    }

    [Theory]
    [InlineData("ANNO", 1, false)]
    [InlineData("ANNO", 1, true)]
    [InlineData("NAME", 25, false)]
    [InlineData("NAME", 25, true)]
    [InlineData("xyz1", 603, false)]
    [InlineData("xyz1", 603, true)]
    public void Aiff_is_read_with_and_without_pad_bytes(string name, int length, bool pad)
    {
        byte[] samples = HeaderBytes.Samples(SampleEncoding.Signed16, true);
        float[] expected = ReferenceDecoder.Decode(samples, SampleEncoding.Signed16, true, 1);
        byte[] odd = HeaderBytes.Chunk(name, Content(length), true, pad: pad);
        byte[] common = HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(1001, 16), true);
        byte[] sound = HeaderBytes.Chunk("SSND", HeaderBytes.AiffSound(samples), true);
        Assert.Empty(Decoded.Check(HeaderBytes.Aiff("AIFF", odd, common, odd, odd, sound, odd), expected));
    }

    [Fact]
    public void A_fmt_chunk_of_odd_length_can_lack_its_pad_byte()
    {
        byte[] samples = HeaderBytes.Samples(SampleEncoding.Signed16, false);
        float[] expected = ReferenceDecoder.Decode(samples, SampleEncoding.Signed16, false, 1);
        byte[] data = HeaderBytes.Chunk("data", samples);
        Assert.Empty(Decoded.Check(HeaderBytes.Wav(false, HeaderBytes.Chunk("fmt ", [.. Format, 0], pad: false), data), expected));
        Assert.Empty(Decoded.Check(HeaderBytes.Wav(false, HeaderBytes.Chunk("fmt ", [.. Format, 0, 0, 0]), data), expected));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pad_byte_after_an_even_length_is_skipped(bool big)
    {
        byte[] samples = HeaderBytes.Samples(SampleEncoding.Signed16, big);
        byte[] list = [.. HeaderBytes.Chunk("LIST", Content(24), big), 0];
        byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2, bigEndian: big), big);
        byte[] file = HeaderBytes.Wav(big, list, format, list, HeaderBytes.Chunk("data", samples, big));
        Assert.Empty(Decoded.Check(file, ReferenceDecoder.Decode(samples, SampleEncoding.Signed16, big, 1)));
    }

    [Fact]
    public void A_pad_byte_that_is_a_letter_is_skipped()
    {
        byte[] samples = HeaderBytes.Samples(SampleEncoding.Signed16, false);
        byte[] list = [.. HeaderBytes.Chunk("LIST", Content(25), pad: false), (byte)'x'];
        byte[] file = HeaderBytes.Wav(false, HeaderBytes.Chunk("fmt ", Format), list, HeaderBytes.Chunk("data", samples));
        Assert.Empty(Decoded.Check(file, ReferenceDecoder.Decode(samples, SampleEncoding.Signed16, false, 1)));
    }

    /// <summary>Text whose last bytes are letters, which must not be mistaken for a name.</summary>
    private static byte[] Content(int length) => Encoding.ASCII.GetBytes(new string('d', length));
}
