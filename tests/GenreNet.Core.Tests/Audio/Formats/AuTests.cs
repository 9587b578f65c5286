using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;

namespace GenreNet.Core.Tests.Audio.Formats;

public class AuTests
{
    public static TheoryData<string, int, int> Encodings
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach ((SampleEncoding encoding, int codec) in HeaderBytes.AuEncodings)
            {
                data.Add(encoding.ToString(), codec, 1);
                data.Add(encoding.ToString(), codec, 2);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Both_byte_orders_give_the_same_samples(string encodingName, int codec, int channels)
    {
        SampleEncoding encoding = Enum.Parse<SampleEncoding>(encodingName);
        byte[] big = HeaderBytes.Samples(encoding, true, channels);
        byte[] little = HeaderBytes.Samples(encoding, false, channels);
        float[] expected = ReferenceDecoder.Decode(big, encoding, true, channels);
        foreach (string note in (string[])["", "    ", "a note of an odd length"])
        {
            Assert.Empty(Decoded.Check(HeaderBytes.Au(codec, big, true, channels, note: note), expected));
            Assert.Empty(Decoded.Check(HeaderBytes.Au(codec, little, false, channels, note: note), expected));
            // What follows the sound is not part of it.
            Assert.Empty(Decoded.Check([.. HeaderBytes.Au(codec, little, false, channels, note: note), .. new byte[99]], expected));
        }

        Decoded decoded = Decoded.From(HeaderBytes.Au(codec, little, false, channels), "pipe");
        Assert.Equal(("AU", channels), (decoded.Format, decoded.ChannelCount));
    }

    [Fact]
    public void Unsupported_little_endian_codecs_are_rejected_before_ffmpeg_starts()
    {
        using var stream = new MemoryStream(HeaderBytes.Au(23, new byte[200], false));
        AudioFormatException problem = Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.au", "no-such-ffmpeg"));
        Assert.Equal(
            "song.au: little-endian AU files with codec 23 are not supported (at byte 12). Convert the file to WAV or FLAC.",
            problem.Message);
        Assert.Throws<DependencyMissingException>(() => Decoded.From(HeaderBytes.Au(23, new byte[200], true), "pipe"));
    }
}
