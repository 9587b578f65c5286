using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Decodes samples, scaled as libsndfile does: an integer of b bits is divided by 2^(b-1).</summary>
internal static class SampleDecoder
{
    /// <summary>Returns the number of bytes per sample.</summary>
    public static int Width(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Signed16 => 2,
        SampleEncoding.Signed24 => 3,
        SampleEncoding.Signed32 or SampleEncoding.Float32 => 4,
        SampleEncoding.Float64 => 8,
        _ => 1,
    };

    /// <summary>Returns the signed encoding with the given number of bytes, or null.</summary>
    public static SampleEncoding? Signed(int width) => width switch
    {
        1 => SampleEncoding.Signed8,
        2 => SampleEncoding.Signed16,
        3 => SampleEncoding.Signed24,
        4 => SampleEncoding.Signed32,
        _ => null,
    };

    /// <summary>Returns whether a sample can be infinite or not a number.</summary>
    public static bool IsFloat(SampleEncoding encoding) => encoding is SampleEncoding.Float32 or SampleEncoding.Float64;

    /// <summary>Decodes samples whose bytes were ordered by <see cref="ByteOrder"/>.</summary>
    /// <param name="bytes">Bytes of exactly as many samples as <paramref name="destination"/> has.</param>
    /// <param name="encoding">Encoding of the samples.</param>
    /// <param name="destination">Receives the samples.</param>
    public static void Decode(ReadOnlySpan<byte> bytes, SampleEncoding encoding, Span<float> destination)
    {
        switch (encoding)
        {
            case SampleEncoding.Signed16:
                IntegerSamples.Decode16(bytes, destination);
                break;
            case SampleEncoding.Signed24:
                IntegerSamples.Decode24(bytes, destination);
                break;
            case SampleEncoding.Signed32:
                IntegerSamples.Decode32(bytes, destination);
                break;
            case SampleEncoding.Float32:
                FloatSamples.Decode32(bytes, destination);
                break;
            case SampleEncoding.Float64:
                FloatSamples.Decode64(bytes, destination);
                break;
            default:
                ByteSamples.Decode(bytes, encoding, destination);
                break;
        }
    }
}

/// <summary>Specifies the encoding of a sample in a file.</summary>
internal enum SampleEncoding
{
    Unsigned8,
    Signed8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    Float64,
    MuLaw,
    ALaw,
}

/// <summary>Decodes the encodings with one byte per sample, each with a table of 256 values.</summary>
internal static class ByteSamples
{
    private const float Scale8 = 1f / (1 << 7);
    private const float Scale16 = 1f / (1 << 15);

    private static readonly float[] Unsigned8 = Table(code => (code - 128) * Scale8);
    private static readonly float[] Signed8 = Table(code => (sbyte)code * Scale8);
    private static readonly float[] MuLaw = Table(code => G711.MuLaw(code) * Scale16);
    private static readonly float[] ALaw = Table(code => G711.ALaw(code) * Scale16);

    /// <summary>Decodes one sample per byte.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, SampleEncoding encoding, Span<float> destination)
    {
        float[] table = encoding switch
        {
            SampleEncoding.Unsigned8 => Unsigned8,
            SampleEncoding.Signed8 => Signed8,
            SampleEncoding.MuLaw => MuLaw,
            SampleEncoding.ALaw => ALaw,
            _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Samples of this encoding are longer than one byte."),
        };
        destination = destination[..bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            destination[i] = table[bytes[i]];
        }
    }

    private static float[] Table(Func<byte, float> decode) => [.. Enumerable.Range(0, 256).Select(code => decode((byte)code))];
}

/// <summary>Decodes IEEE 754 floats in the machine's byte order.</summary>
internal static class FloatSamples
{
    /// <summary>Decodes 32-bit floats, which need no conversion.</summary>
    public static void Decode32(ReadOnlySpan<byte> bytes, Span<float> destination) => bytes.CopyTo(MemoryMarshal.AsBytes(destination));

    /// <summary>Decodes 64-bit floats, rounded to the nearest single.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Decode64(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        ReadOnlySpan<double> samples = MemoryMarshal.Cast<byte, double>(bytes);
        destination = destination[..samples.Length];
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(samples);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(destination);
        for (int i = 0; i + 1 < vectors.Length; i += 2)
        {
            results[i / 2] = Vector.Narrow(vectors[i], vectors[i + 1]);
        }

        for (int i = vectors.Length / 2 * Vector<float>.Count; i < samples.Length; i++)
        {
            destination[i] = (float)samples[i];
        }
    }
}

/// <summary>Decodes the two telephone encodings of ITU-T G.711 to 16 bits.</summary>
internal static class G711
{
    /// <summary>Decodes a mu-law byte: 14 bits, so the largest value is 32 124.</summary>
    public static int MuLaw(byte code)
    {
        int bits = ~code & 0xFF;
        int magnitude = ((((bits & 0x0F) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    /// <summary>Decodes an A-law byte: 13 bits, so the largest value is 32 256.</summary>
    public static int ALaw(byte code)
    {
        int bits = code ^ 0x55;
        int segment = (bits & 0x70) >> 4;
        int magnitude = ((bits & 0x0F) << 4) + 8;
        if (segment > 0)
        {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }

        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }
}
