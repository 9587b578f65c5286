using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Audio.Decoding;

/// <summary>IEEE 754 floats in the machine's byte order, and the search for those that are no number.</summary>
internal static class FloatSamples
{
    /// <summary>Decodes 32 bits: they are what they are.</summary>
    public static void Decode32(ReadOnlySpan<byte> bytes, Span<float> destination) => bytes.CopyTo(MemoryMarshal.AsBytes(destination));

    /// <summary>Decodes 64 bits, rounded to the nearest float.</summary>
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

    /// <summary>Finds the first sample that is infinite or not a number.</summary>
    /// <returns>Its index, or -1 where all are finite.</returns>
    public static int IndexOfNotFinite(ReadOnlySpan<float> samples)
    {
        // Zero times anything finite is zero, and a sum that once is no number stays so: one comparison for all vectors.
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        Vector<float> sum = Vector<float>.Zero;
        foreach (Vector<float> vector in vectors)
        {
            sum += vector * 0f;
        }

        int next = Vector.EqualsAll(sum, Vector<float>.Zero) ? vectors.Length * Vector<float>.Count : 0;
        for (; next < samples.Length; next++)
        {
            if (!float.IsFinite(samples[next]))
            {
                return next;
            }
        }

        return -1;
    }
}
