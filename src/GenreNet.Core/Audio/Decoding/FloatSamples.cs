using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Audio;

/// <summary>Decodes IEEE 754 floats in the machine's byte order.</summary>
internal static class FloatSamples
{
    /// <summary>Decodes 32-bit floats, which need no conversion.</summary>
    public static void Decode32(ReadOnlySpan<byte> bytes, Span<float> destination) => bytes.CopyTo(MemoryMarshal.AsBytes(destination));

    /// <summary>Decodes 64-bit floats, rounded to the nearest single.</summary>
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
