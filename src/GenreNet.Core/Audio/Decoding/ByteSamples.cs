namespace GenreNet.Core.Audio;

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
