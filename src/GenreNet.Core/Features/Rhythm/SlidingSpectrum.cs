using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>
/// Computes the spectrum of the last N values with a Hann window by a sliding DFT: each new value rotates each bin instead of requiring a
/// transform.
/// </summary>
/// <remarks>
/// Jacobsen and Lyons, "The sliding DFT" (2003), over 2N points, of which the second half are zero. The window is applied to the spectrum:
/// its cosine, one period per N values, affects two bins on either side. Immutable and thread-safe; the caller holds the state.
/// </remarks>
internal sealed class SlidingSpectrum
{
    // Bins from -2 to N + 2 are kept, so that bins 0 to N have all the neighbours that the window needs.
    private const int Reach = 2;

    private static readonly Vector<double> EvenMinusOdd = Vector.Create(1.0) - (2 * Vector.ConvertToDouble(Vector<long>.Indices & Vector<long>.One));

    private readonly double[] _turnsReal;
    private readonly double[] _turnsImaginary;

    /// <summary>Initializes the spectrum and computes its tables.</summary>
    /// <param name="windowLength">Window length N, from 2.</param>
    public SlidingSpectrum(int windowLength)
    {
        PowerLength = RoundUp(windowLength + 1);
        int kept = RoundUp(PowerLength + (2 * Reach));
        StateLength = 2 * kept;
        _turnsReal = new double[kept];
        _turnsImaginary = new double[kept];
        for (int i = 0; i < kept; i++)
        {
            (_turnsImaginary[i], _turnsReal[i]) = Math.SinCos(Math.PI * (i - Reach) / windowLength);
        }
    }

    /// <summary>Gets the length of a power spectrum, at least N + 1; values after bin N have no meaning.</summary>
    public int PowerLength { get; }

    /// <summary>Gets the length of the state, which starts as zeros.</summary>
    public int StateLength { get; }

    /// <summary>Advances the window by one value.</summary>
    /// <param name="state">State of the last N values; updated.</param>
    /// <param name="entering">Value that enters the window.</param>
    /// <param name="leaving">Value that leaves the window, N values earlier, or zero.</param>
    [MethodImpl(HotLoop.Options)]
    public void Slide(Span<double> state, double entering, double leaving)
    {
        Span<Vector<double>> real = MemoryMarshal.Cast<double, Vector<double>>(state[.._turnsReal.Length]);
        Span<Vector<double>> imaginary = MemoryMarshal.Cast<double, Vector<double>>(state[_turnsReal.Length..])[..real.Length];
        ReadOnlySpan<Vector<double>> turnsReal = MemoryMarshal.Cast<double, Vector<double>>(_turnsReal)[..real.Length];
        ReadOnlySpan<Vector<double>> turnsImaginary = MemoryMarshal.Cast<double, Vector<double>>(_turnsImaginary)[..real.Length];

        // A shift by N values is half of the 2N points: it leaves even bins unchanged and negates odd bins.
        Vector<double> change = (EvenMinusOdd * entering) - new Vector<double>(leaving);
        for (int i = 0; i < real.Length; i++)
        {
            Vector<double> changed = real[i] + change;
            Vector<double> turned = (changed * turnsReal[i]) - (imaginary[i] * turnsImaginary[i]);
            imaginary[i] = (changed * turnsImaginary[i]) + (imaginary[i] * turnsReal[i]);
            real[i] = turned;
        }
    }

    /// <summary>Adds the power of every bin to the sums.</summary>
    /// <param name="state">State of the last N values.</param>
    /// <param name="weight">Factor that powers are multiplied by.</param>
    /// <param name="power">Sums for bins 0 to N of 2N: <see cref="PowerLength"/> values.</param>
    [MethodImpl(HotLoop.Options)]
    public void AddPower(ReadOnlySpan<double> state, double weight, Span<double> power)
    {
        ReadOnlySpan<double> real = state[.._turnsReal.Length];
        ReadOnlySpan<double> imaginary = state[_turnsReal.Length..];
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(power);

        // Windowed returns four times the magnitude, so divide the power by 16.
        var weights = new Vector<double>(weight / 16);
        for (int i = 0; i < sums.Length; i++)
        {
            int bin = i * Vector<double>.Count;
            Vector<double> windowedReal = Windowed(real, bin);
            Vector<double> windowedImaginary = Windowed(imaginary, bin);
            sums[i] += ((windowedReal * windowedReal) + (windowedImaginary * windowedImaginary)) * weights;
        }
    }

    /// <summary>Computes four times the bin for the window <c>1/2 - (e^(2 pi i n / N) + e^(-2 pi i n / N)) / 4</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Windowed(ReadOnlySpan<double> parts, int bin)
    {
        var here = new Vector<double>(parts[(bin + Reach)..]);
        return here + here - new Vector<double>(parts[bin..]) - new Vector<double>(parts[(bin + (2 * Reach))..]);
    }

    private static int RoundUp(int count) => (count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
}
