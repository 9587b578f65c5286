using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Signal;

/// <summary>Power on the logarithmic scale, 0 dB being a power of 1.</summary>
/// <remarks>Both steps together are librosa.power_to_db(ref=1.0, amin=1e-10, top_db).</remarks>
public static class Decibels
{
    /// <summary>The smallest power that is told apart from silence: -100 dB.</summary>
    public const float MinimumPower = 1e-10f;

    /// <summary>Replaces each power by 10 log10(max(power, <see cref="MinimumPower"/>)).</summary>
    /// <param name="values">Powers, zero or more; receives decibels, -100 or more.</param>
    public static void FromPower(Span<float> values) => FromPower(values, values);

    /// <summary>Computes 10 log10(max(power, <see cref="MinimumPower"/>)) of each power.</summary>
    /// <param name="powers">Powers, zero or more.</param>
    /// <param name="decibels">Receives as many decibels, -100 or more; may be the very same memory.</param>
    /// <exception cref="ArgumentException">The spans are not equally long.</exception>
    public static void FromPower(ReadOnlySpan<float> powers, Span<float> decibels)
    {
        if (powers.Length != decibels.Length)
        {
            throw new ArgumentException($"{powers.Length} powers do not make {decibels.Length} decibels.", nameof(decibels));
        }

        // 10 log10(x) = 10 log10(2) log2(x), and vectors have a logarithm to the base of 2.
        const float DecibelsPerOctave = 3.0102999566398120f;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(powers);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(decibels);
        var minimum = new Vector<float>(MinimumPower);
        for (int i = 0; i < vectors.Length; i++)
        {
            results[i] = DecibelsPerOctave * Logarithm.Log2(Vector.MaxNative(vectors[i], minimum));
        }

        for (int i = vectors.Length * Vector<float>.Count; i < powers.Length; i++)
        {
            decibels[i] = DecibelsPerOctave * MathF.Log2(MathF.Max(powers[i], MinimumPower));
        }
    }
}
