using System.Buffers.Binary;

namespace GenreNet.Benchmarks.Fixtures;

/// <summary>Encodes samples as the bytes of audio files; full scale is -1 to 1.</summary>
internal static class SampleBytes
{
    public static byte[] Int16(ReadOnlySpan<float> samples, bool bigEndian = false)
    {
        byte[] bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            short value = Rounded(samples[i]);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        }

        return bytes;
    }

    public static byte[] Int24(ReadOnlySpan<float> samples)
    {
        byte[] bytes = new byte[3 * samples.Length];
        Span<byte> whole = stackalloc byte[4];
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(whole, (int)Math.Clamp(samples[i] * 2147483648.0, int.MinValue, int.MaxValue));
            whole[1..].CopyTo(bytes.AsSpan(3 * i));
        }

        return bytes;
    }

    public static byte[] Float32(ReadOnlySpan<float> samples)
    {
        byte[] bytes = new byte[4 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), samples[i]);
        }

        return bytes;
    }

    /// <summary>
    /// Encodes mu-law of ITU-T G.711: the sign, the octave of the magnitude, and four bits within the octave; all inverted.
    /// </summary>
    public static byte[] MuLaw(ReadOnlySpan<float> samples)
    {
        byte[] bytes = new byte[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            int value = Rounded(samples[i]);
            int size = Math.Min(Math.Abs(value), 32635) + 132;
            int octave = int.Log2(size) - 7;
            bytes[i] = (byte)~((value < 0 ? 0x80 : 0) | (octave << 4) | ((size >> (octave + 3)) & 0x0F));
        }

        return bytes;
    }

    private static short Rounded(float sample) => (short)Math.Clamp(MathF.Round(sample * 32768f), short.MinValue, short.MaxValue);
}
