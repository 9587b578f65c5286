namespace GenreNet.Core.Audio;

/// <summary>Turns the bytes of samples into numbers, scaled as libsndfile does: an integer of b bits is divided by 2^(b-1).</summary>
internal static class SampleDecoder
{
    /// <summary>Bytes of one sample.</summary>
    public static int Width(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Signed16 => 2,
        SampleEncoding.Signed24 => 3,
        SampleEncoding.Signed32 or SampleEncoding.Float32 => 4,
        SampleEncoding.Float64 => 8,
        _ => 1,
    };

    /// <summary>The signed encoding that is this many bytes wide, or null.</summary>
    public static SampleEncoding? Signed(int width) => width switch
    {
        1 => SampleEncoding.Signed8,
        2 => SampleEncoding.Signed16,
        3 => SampleEncoding.Signed24,
        4 => SampleEncoding.Signed32,
        _ => null,
    };

    /// <summary>Whether a sample can be infinite or not a number.</summary>
    public static bool IsFloat(SampleEncoding encoding) => encoding is SampleEncoding.Float32 or SampleEncoding.Float64;

    /// <summary>Decodes samples whose bytes <see cref="ByteOrder"/> has put in order.</summary>
    /// <param name="bytes">Exactly as many bytes as the samples have.</param>
    /// <param name="encoding">How they are written.</param>
    /// <param name="destination">Receives them.</param>
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
