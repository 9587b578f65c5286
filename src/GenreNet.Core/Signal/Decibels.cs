using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Converts power to decibels relative to a power of 1.</summary>
/// <remarks>Together with a top_db limit, equivalent to librosa.power_to_db(ref=1.0, amin=1e-10, top_db).</remarks>
/// <seealso cref="MelFilterBank"/>
public static class Decibels
{
    // 10 log10(x) = 10 log10(2) log2(x), and only a base-2 logarithm is available for vectors.
    private const float DecibelsPerOctave = 3.0102999566398120f;

    /// <summary>The smallest power that is distinguished from silence: -100 dB.</summary>
    public const float MinimumPower = 1e-10f;

    /// <summary>Replaces each power by 10 log10(max(power, <see cref="MinimumPower"/>)).</summary>
    /// <param name="values">Powers, zero or more; receives decibels, -100 or more.</param>
    public static void FromPower(Span<float> values) => FromPower(values, values);

    /// <summary>Computes 10 log10(max(power, <see cref="MinimumPower"/>)) of each power.</summary>
    /// <param name="powers">Powers, zero or more.</param>
    /// <param name="decibels">Receives as many decibel values, -100 or more; may be the same memory as <paramref name="powers"/>.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    [MethodImpl(HotLoop.Options)]
    public static void FromPower(ReadOnlySpan<float> powers, Span<float> decibels)
    {
        if (powers.Length != decibels.Length)
        {
            throw new ArgumentException($"The number of powers ({powers.Length}) and the number of decibels ({decibels.Length}) must be equal.", nameof(decibels));
        }

        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(powers);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(decibels);
        for (int i = 0; i < vectors.Length; i++)
        {
            results[i] = Of(vectors[i]);
        }

        for (int i = vectors.Length * Vector<float>.Count; i < powers.Length; i++)
        {
            decibels[i] = DecibelsPerOctave * MathF.Log2(MathF.Max(powers[i], MinimumPower));
        }
    }

    /// <summary>Computes 10 log10(max(power, <see cref="MinimumPower"/>)) of each power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Of(Vector<float> powers) =>
        DecibelsPerOctave * Logarithm.Log2(Vector.MaxNative(powers, new Vector<float>(MinimumPower)));
}
