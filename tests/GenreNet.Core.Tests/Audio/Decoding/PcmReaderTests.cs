using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Audio.Decoding;

public class PcmReaderTests
{
    /// <summary>Below, at and above the length of a vector, and more than a block.</summary>
    private static readonly int[] FrameCounts = [1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 65, 1001, 40_001];

    public static TheoryData<string, bool> Encodings { get; } =
        [.. Enum.GetNames<SampleEncoding>().SelectMany(name => (TheoryDataRow<string, bool>[])[new(name, false), new(name, true)])];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_equals_the_reference_decoder_bit_for_bit(string name, bool bigEndian)
    {
        SampleEncoding encoding = Enum.Parse<SampleEncoding>(name);
        for (int channels = 1; channels <= 8; channels++)
        {
            foreach (int frames in FrameCounts)
            {
                // A byte too many, where a frame has more than one, is the start of a frame that never came.
                int frameLength = channels * ReferenceDecoder.Width(encoding);
                byte[] bytes = RandomBytes((frames * frameLength) + (frameLength > 1 ? 1 : 0), encoding, bigEndian);
                float[] expected = ReferenceDecoder.Decode(bytes, encoding, bigEndian, channels);
                Assert.Equal(frames, expected.Length);
                Assert.Equal(Bits(expected), Bits(Decode(bytes, encoding, bigEndian, channels, frames + 1)));
                Assert.Equal(Bits(expected), Bits(Decode(bytes, encoding, bigEndian, channels, 61)));
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_sample_that_is_not_finite_is_rejected_with_its_byte_offset(float bad)
    {
        const int Frames = 20_001;
        foreach ((int channels, bool bigEndian) in new[] { (1, false), (1, true), (2, false), (2, true), (3, false) })
        {
            foreach (int sample in new[] { 0, 1, Frames * channels / 2, (Frames * channels) - 2, (Frames * channels) - 1 })
            {
                Check(SampleEncoding.Float32, 4, b => Write(b, bad, bigEndian));
                Check(SampleEncoding.Float64, 8, b => Write(b, (double)bad, bigEndian));

                void Check(SampleEncoding encoding, int width, Action<byte[]> write)
                {
                    byte[] bytes = new byte[Frames * channels * width];
                    byte[] number = new byte[width];
                    write(number);
                    number.CopyTo(bytes, sample * width);
                    AudioFormatException problem = Assert.Throws<AudioFormatException>(() => Decode(bytes, encoding, bigEndian, channels, 1000));
                    Assert.Equal(sample * width, problem.Offset);
                    Assert.Equal($"test: a sample is infinite or not a number (at byte {sample * width}). Export the file again.", problem.Message);
                }
            }
        }
    }

    [Fact]
    public void The_samples_before_an_invalid_one_are_returned()
    {
        byte[] bytes = new byte[4 * 300];
        Write(bytes.AsSpan(4 * 200), float.NaN, bigEndian: false);
        using PcmReader reader = Open(bytes, SampleEncoding.Float32, bigEndian: false, channels: 1);
        Assert.Equal(200, reader.Read(new float[200]));
        Assert.Throws<AudioFormatException>(() => reader.Read(new float[1]));
    }

    [Fact]
    public void Channels_whose_sum_is_infinite_are_rejected_with_the_offset_of_the_frame()
    {
        byte[] bytes = new byte[8 * 3];
        Write(bytes.AsSpan(8), float.MaxValue, bigEndian: false);
        Write(bytes.AsSpan(12), float.MaxValue, bigEndian: false);
        Assert.Equal(8, Assert.Throws<AudioFormatException>(() => Decode(bytes, SampleEncoding.Float32, false, 2, 10)).Offset);
    }

    [Fact]
    public void A_double_that_exceeds_float_is_rejected()
    {
        byte[] bytes = new byte[8 * 3];
        Write(bytes.AsSpan(16), 1e300, bigEndian: true);
        Assert.Equal(16, Assert.Throws<AudioFormatException>(() => Decode(bytes, SampleEncoding.Float64, true, 1, 10)).Offset);
    }

    private static PcmReader Open(byte[] bytes, SampleEncoding encoding, bool bigEndian, int channels) => new(
        new ByteSource(new MemoryStream(bytes), "test", ownsStream: true), new PcmLayout("test", 8000, channels, encoding, bigEndian, DataLength: null));

    private static float[] Decode(byte[] bytes, SampleEncoding encoding, bool bigEndian, int channels, int step)
    {
        using PcmReader reader = Open(bytes, encoding, bigEndian, channels);
        float[] block = new float[step];
        List<float> samples = [];
        int read;
        while ((read = reader.Read(block)) > 0)
        {
            samples.AddRange(block.AsSpan(0, read));
        }

        return [.. samples];
    }

    /// <summary>Any bytes are integers; of floats, those that are no number or too large for audio are replaced.</summary>
    private static byte[] RandomBytes(int count, SampleEncoding encoding, bool bigEndian)
    {
        var random = new SeededRandom((ulong)count);
        byte[] bytes = new byte[count];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.NextDouble(0, 256);
        }

        int width = ReferenceDecoder.Width(encoding);
        for (int start = 0; SampleDecoder.IsFloat(encoding) && start + width <= bytes.Length; start += width)
        {
            Span<byte> number = bytes.AsSpan(start, width);
            if (!(Math.Abs(ReferenceDecoder.Decode(number, encoding, bigEndian, 1)[0]) < 1e13f))
            {
                number.Fill(0x11);
            }
        }

        return bytes;
    }

    private static void Write(Span<byte> bytes, float value, bool bigEndian)
    {
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Turn(bytes[..4], bigEndian);
    }

    private static void Write(Span<byte> bytes, double value, bool bigEndian)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Turn(bytes[..8], bigEndian);
    }

    private static void Turn(Span<byte> bytes, bool bigEndian)
    {
        if (bigEndian)
        {
            bytes.Reverse();
        }
    }

    private static int[] Bits(float[] values) => MemoryMarshal.Cast<float, int>(values).ToArray();
}
