using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Features;

/// <summary>The spectrum of the last N values below a Hann window, kept up to date value by value: no transform a step, a turn of each bin.</summary>
/// <remarks>
/// Jacobsen and Lyons, "The sliding DFT" (2003), over 2N points, the second half of them zero. The window is applied to the spectrum: its
/// cosine of one period in N values is two bins on either side. Immutable and thread-safe; the state is the caller's.
/// </remarks>
internal sealed class SlidingSpectrum
{
    // Bins from -2 to N + 2 are kept, so that the window finds neighbours for those from 0 to N.
    private const int Reach = 2;

    private static readonly Vector<double> EvenMinusOdd = Vector.Create(1.0) - (2 * Vector.ConvertToDouble(Vector<long>.Indices & Vector<long>.One));

    private readonly double[] _turnsReal;
    private readonly double[] _turnsImaginary;

    /// <summary>Computes the tables.</summary>
    /// <param name="windowLength">N, from 2.</param>
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

    /// <summary>Numbers of a spectrum, at least N + 1; those beyond are without meaning.</summary>
    public int PowerLength { get; }

    /// <summary>Numbers of the state, which begins as zeros.</summary>
    public int StateLength { get; }

    /// <summary>Moves the window on by one value.</summary>
    /// <param name="state">Of the values so far.</param>
    /// <param name="entering">The value after the last one.</param>
    /// <param name="leaving">The value N before it, or zero.</param>
    public void Slide(Span<double> state, double entering, double leaving)
    {
        Span<Vector<double>> real = MemoryMarshal.Cast<double, Vector<double>>(state[.._turnsReal.Length]);
        Span<Vector<double>> imaginary = MemoryMarshal.Cast<double, Vector<double>>(state[_turnsReal.Length..])[..real.Length];
        ReadOnlySpan<Vector<double>> turnsReal = MemoryMarshal.Cast<double, Vector<double>>(_turnsReal)[..real.Length];
        ReadOnlySpan<Vector<double>> turnsImaginary = MemoryMarshal.Cast<double, Vector<double>>(_turnsImaginary)[..real.Length];

        // N values on is half of the 2N points: there, even bins are where they were, odd ones opposite.
        Vector<double> change = (EvenMinusOdd * entering) - new Vector<double>(leaving);
        for (int i = 0; i < real.Length; i++)
        {
            Vector<double> changed = real[i] + change;
            Vector<double> turned = (changed * turnsReal[i]) - (imaginary[i] * turnsImaginary[i]);
            imaginary[i] = (changed * turnsImaginary[i]) + (imaginary[i] * turnsReal[i]);
            real[i] = turned;
        }
    }

    /// <summary>Adds the power of every bin.</summary>
    /// <param name="state">Of the last N values.</param>
    /// <param name="weight">What powers are multiplied with.</param>
    /// <param name="power">The sums, bins 0 to N of 2N: <see cref="PowerLength"/> numbers.</param>
    public void AddPower(ReadOnlySpan<double> state, double weight, Span<double> power)
    {
        ReadOnlySpan<double> real = state[.._turnsReal.Length];
        ReadOnlySpan<double> imaginary = state[_turnsReal.Length..];
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(power);

        // A quarter of each windowed bin's magnitude is left to the weight.
        var weights = new Vector<double>(weight / 16);
        for (int i = 0; i < sums.Length; i++)
        {
            int bin = i * Vector<double>.Count;
            Vector<double> windowedReal = Windowed(real, bin);
            Vector<double> windowedImaginary = Windowed(imaginary, bin);
            sums[i] += ((windowedReal * windowedReal) + (windowedImaginary * windowedImaginary)) * weights;
        }
    }

    /// <summary>Four times the bins below the window <c>1/2 - (e^(2 pi i n / N) + e^(-2 pi i n / N)) / 4</c>.</summary>
    private static Vector<double> Windowed(ReadOnlySpan<double> parts, int bin)
    {
        var here = new Vector<double>(parts[(bin + Reach)..]);
        return here + here - new Vector<double>(parts[bin..]) - new Vector<double>(parts[(bin + (2 * Reach))..]);
    }

    private static int RoundUp(int count) => (count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
}
