using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;

namespace GenreNet.Core.Tests.Audio.Formats;

public class RifxTests
{
    private static readonly byte[] GuidTail = [0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static TheoryData<string, int, int> Encodings
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach ((SampleEncoding encoding, int codec) in HeaderBytes.WavEncodings)
            {
                data.Add(encoding.ToString(), codec, 1);
                data.Add(encoding.ToString(), codec, 2);
                data.Add(encoding.ToString(), codec, 6);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Rifx_has_the_same_samples_as_riff(string encodingName, int codec, int channels)
    {
        SampleEncoding encoding = Enum.Parse<SampleEncoding>(encodingName);
        float[] expected = Decoded.From(Plain(encoding, codec, channels), "stream").Samples;
        Assert.Equal(1001, expected.Length);
        byte[] content = Format(encoding, codec, channels);
        Assert.Empty(Decoded.Check(Rifx(encoding, channels, content), expected));
        // With cbSize, and with more than the extensible form has.
        Assert.Empty(Decoded.Check(Rifx(encoding, channels, [.. content, 0, 0]), expected));
        Assert.Empty(Decoded.Check(Rifx(encoding, channels, [.. content, .. new byte[40]]), expected));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_guid_of_the_extensible_format_is_read_in_every_byte_order_in_use(string encodingName, int codec, int channels)
    {
        SampleEncoding encoding = Enum.Parse<SampleEncoding>(encodingName);
        float[] expected = Decoded.From(Plain(encoding, codec, channels), "stream").Samples;
        byte number = (byte)codec;
        byte[][] guids =
        [
            [0, 0, 0, number, 0, 0, 0, 0x10, .. GuidTail], // libsndfile: all integers big-endian
            [0, number, 0, 0, 0, 0, 0x10, 0, .. GuidTail], // sox: only the codec number
            [number, 0, 0, 0, 0, 0, 0x10, 0, .. GuidTail], // as in RIFF
            [0, 0, 0, number, 0x07, 0x21, 0x11, 0xD3, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0, 0, 0], // ambisonic B-format
        ];
        Assert.All(guids, guid =>
        {
            byte[] format = Format(encoding, 0xFFFE, channels);
            byte[] bits = HeaderBytes.U16(8 * ReferenceDecoder.Width(encoding), true);
            Assert.Empty(
                Decoded.Check(Rifx(encoding, channels, [.. format, .. HeaderBytes.U16(22, true), .. bits, 0, 0, 0, 0, .. guid]), expected));
        });
    }

    [Theory]
    [InlineData(2, 4)] // MS ADPCM
    [InlineData(0x11, 4)] // IMA ADPCM
    [InlineData(0x55, 16)] // MP3
    [InlineData(1, 64)] // integers that are wider than any decoder here
    [InlineData(0xFFFE, 16)] // an extensible codec without a known GUID
    public void Unsupported_codecs_are_rejected_before_ffmpeg_starts(int codec, int bits)
    {
        byte[] content = [.. HeaderBytes.WavFormat(codec, 2, bigEndian: true, bits: bits), .. new byte[24]];
        byte[] file = HeaderBytes.Wav(true, HeaderBytes.Chunk("fmt ", content, true), HeaderBytes.Chunk("data", new byte[100], true));
        using var folder = new TemporaryFolder();
        string path = folder.File("song.wav");
        Assert.All((byte[][])[file, [.. HeaderBytes.Id3(501), .. file]], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            // A program that does not exist: to start it would be another exception.
            string program = folder.File("no-such-ffmpeg");
            AudioFormatException problem = Assert.Throws<AudioFormatException>(() => AudioFile.Open(path, program));
            Assert.Contains("RIFX", problem.Message, StringComparison.Ordinal);
            Assert.Contains(path, problem.Message, StringComparison.Ordinal);
            Assert.True(problem.IsAudio);
            using var stream = new MemoryStream(bytes);
            problem = Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.wav", program));
            Assert.Contains("RIFX", problem.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Other_guids_in_riff_are_passed_to_ffmpeg()
    {
        byte[] content = [.. HeaderBytes.WavFormat(0xFFFE, 2), 22, 0, 16, 0, 0, 0, 0, 0, .. new byte[16]];
        byte[] file = HeaderBytes.Wav(false, HeaderBytes.Chunk("fmt ", content), HeaderBytes.Chunk("data", new byte[100]));
        Assert.Throws<DependencyMissingException>(() => Decoded.From(file, "stream"));
    }

    private static byte[] Plain(SampleEncoding encoding, int codec, int channels) => HeaderBytes.Wav(
        false,
        HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(codec, ReferenceDecoder.Width(encoding), channels)),
        HeaderBytes.Chunk("data", HeaderBytes.Samples(encoding, false, channels)));

    private static byte[] Format(SampleEncoding encoding, int codec, int channels) =>
        HeaderBytes.WavFormat(codec, ReferenceDecoder.Width(encoding), channels, bigEndian: true);

    /// <summary>With chunks around the sound, as real files have them.</summary>
    private static byte[] Rifx(SampleEncoding encoding, int channels, byte[] format) => HeaderBytes.Wav(
        true,
        HeaderBytes.Chunk("JUNK", new byte[9], true),
        HeaderBytes.Chunk("fmt ", format, true),
        HeaderBytes.Chunk("LIST", new byte[300], true),
        HeaderBytes.Chunk("data", HeaderBytes.Samples(encoding, true, channels), true),
        HeaderBytes.Chunk("id3 ", new byte[11], true));
}
