using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>
/// Holds the low-pass filter for a sample rate conversion: one row of weights for each position of an output sample between two input
/// samples.
/// </summary>
/// <remarks>
/// A sinc with a Kaiser window (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.5.3) in polyphase form (Crochiere and
/// Rabiner 1981). Cut-off and window are those of libsoxr at quality HQ, which librosa uses: for halving the rate, a least-squares fit
/// between its input and output leaves a residual of -134 dB, which is the rounding of the output. Immutable and thread-safe.
/// </remarks>
internal sealed class ResamplingFilter
{
    /// <summary>The frequency where the response is one half, as a fraction of the lower of the two Nyquist frequencies.</summary>
    internal const double CutOff = 0.956872;

    // Rows and radius are multiples of eight, padded with zeros, so that an inner product has no remainder.
    private const int Padding = 8;

    // Number of terms in the power series of the Bessel function I0: at the highest beta, 16, the next term is below 1e-17 of the sum.
    private const int SeriesLength = 32;

    private readonly float[] _rows;

    /// <summary>Initializes a filter and computes its rows.</summary>
    /// <param name="window">Kaiser window.</param>
    /// <param name="inputPerLowerRate">Number of input samples per sample of the lower rate, one or more.</param>
    /// <param name="phaseCount">Number of positions between two input samples, one or more.</param>
    internal ResamplingFilter(ResamplingWindow window, double inputPerLowerRate, int phaseCount)
    {
        PhaseCount = phaseCount;
        double reach = window.Reach * inputPerLowerRate;
        Radius = ((int)Math.Ceiling(reach) + Padding - 1) / Padding * Padding;
        _rows = Design(CutOff / inputPerLowerRate, reach, KaiserSeries(window.Beta));
    }

    /// <summary>
    /// Gets the number of positions between two input samples. There is one more row, at a distance of one input sample, for interpolation.
    /// </summary>
    internal int PhaseCount { get; }

    /// <summary>Gets the number of input samples on either side that an output sample depends on.</summary>
    internal int Radius { get; }

    /// <summary>
    /// Gets the weights of 2 * <see cref="Radius"/> input samples; the one at or just before the output sample is at Radius - 1.
    /// </summary>
    /// <param name="phase">Phase, from 0 to <see cref="PhaseCount"/>.</param>
    internal ReadOnlySpan<float> Row(int phase) => _rows.AsSpan(phase * 2 * Radius, 2 * Radius);

    /// <summary>Gets the row of a phase and all rows after it, concatenated.</summary>
    /// <param name="phase">Phase, from 0 to <see cref="PhaseCount"/>.</param>
    internal ReadOnlySpan<float> RowsFrom(int phase) => _rows.AsSpan(phase * 2 * Radius);

    [MethodImpl(HotLoop.Options)]
    private float[] Design(double cutOff, double reach, double[] series)
    {
        var rows = new float[(PhaseCount + 1) * 2 * Radius];
        var row = new double[2 * Radius];
        for (int phase = 0; 2 * phase <= PhaseCount; phase++)
        {
            double sum = 0;
            for (int k = 0; k < row.Length; k++)
            {
                double distance = k - Radius + 1 - ((double)phase / PhaseCount);
                double angle = Math.PI * cutOff * distance;
                row[k] = Kaiser(series, distance / reach) * (angle == 0 ? 1 : Math.Sin(angle) / angle);
                sum += row[k];
            }

            // Normalize every phase to pass a constant unchanged; otherwise the phases would differ by the ripple and cause a hum.
            Span<float> weights = rows.AsSpan(phase * row.Length, row.Length);
            for (int k = 0; k < row.Length; k++)
            {
                weights[k] = (float)(row[k] / sum);
            }

            // The filter is even, so the mirrored phase has the same weights in reverse order.
            Span<float> mirrored = rows.AsSpan((PhaseCount - phase) * row.Length, row.Length);
            weights.CopyTo(mirrored);
            mirrored.Reverse();
        }

        return rows;
    }

    /// <summary>Computes I0(beta sqrt(1 - x^2)) / I0(beta), zero for x of one or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Kaiser(double[] series, double x)
    {
        double edge = 1 - (x * x);
        if (edge <= 0)
        {
            return 0;
        }

        double sum = 0;
        for (int k = series.Length - 1; k >= 0; k--)
        {
            sum = Math.FusedMultiplyAdd(sum, edge, series[k]);
        }

        return sum;
    }

    /// <summary>
    /// Computes the coefficients of the powers of 1 - x^2: ((beta / 2)^k / k!)^2 / I0(beta) (Abramowitz and Stegun 9.6.12).
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    private static double[] KaiserSeries(double beta)
    {
        var series = new double[SeriesLength];
        double term = 1 / WindowFunction.BesselI0(beta);
        for (int k = 0; k < SeriesLength; k++)
        {
            series[k] = term;
            term *= Math.Pow(beta / 2 / (k + 1), 2);
        }

        return series;
    }
}
