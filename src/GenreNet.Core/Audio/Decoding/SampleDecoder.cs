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
