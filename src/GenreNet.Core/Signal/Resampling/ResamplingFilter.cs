namespace GenreNet.Core.Signal;

/// <summary>
/// The low-pass filter of a change of sample rate: a row of weights for every place of an output sample between two input samples.
/// </summary>
/// <remarks>
/// A sinc under a Kaiser window (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.5.3) in polyphase form (Crochiere and
/// Rabiner 1981). Cut-off and window are those of libsoxr at its quality HQ, which librosa uses: where it halves a rate, least squares
/// between its input and output leave 134 dB, which is the rounding of the output. Immutable and thread-safe.
/// </remarks>
internal sealed class ResamplingFilter
{
    /// <summary>Where the response has fallen to a half, as a fraction of the lower of the two Nyquist frequencies.</summary>
    internal const double CutOff = 0.956872;

    // Rows and radius are whole vectors of eight, padded with zeros, so that an inner product has no rest.
    private const int Padding = 8;

    // The power series of Bessel's I0 up to here: at the highest beta, 16, the next term is below 1e-17 of the sum.
    private const int SeriesLength = 32;

    private readonly float[] _rows;

    /// <summary>Computes the rows.</summary>
    /// <param name="window">The window.</param>
    /// <param name="inputPerLowerRate">Input samples for each sample of the lower rate, one or more.</param>
    /// <param name="phaseCount">Places from one input sample to the next, one or more.</param>
    internal ResamplingFilter(ResamplingWindow window, double inputPerLowerRate, int phaseCount)
    {
        PhaseCount = phaseCount;
        double reach = window.Reach * inputPerLowerRate;
        Radius = ((int)Math.Ceiling(reach) + Padding - 1) / Padding * Padding;
        _rows = Design(CutOff / inputPerLowerRate, reach, KaiserSeries(window.Beta));
    }

    /// <summary>
    /// Places from one input sample to the next. There is a row more: the last, a whole sample on, is there to interpolate towards.
    /// </summary>
    internal int PhaseCount { get; }

    /// <summary>How many input samples on either side an output sample depends on.</summary>
    internal int Radius { get; }

    /// <summary>Weights of 2 * <see cref="Radius"/> input samples, the one at or just before the output sample at Radius - 1.</summary>
    /// <param name="phase">Place from 0 to <see cref="PhaseCount"/>.</param>
    internal ReadOnlySpan<float> Row(int phase) => _rows.AsSpan(phase * 2 * Radius, 2 * Radius);

    /// <summary>The row of a phase and all after it, one behind the other.</summary>
    /// <param name="phase">Place from 0 to <see cref="PhaseCount"/>.</param>
    internal ReadOnlySpan<float> RowsFrom(int phase) => _rows.AsSpan(phase * 2 * Radius);

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

            // Every phase passes a constant unchanged; without this the phases would differ by the ripple and hum.
            Span<float> weights = rows.AsSpan(phase * row.Length, row.Length);
            for (int k = 0; k < row.Length; k++)
            {
                weights[k] = (float)(row[k] / sum);
            }

            // The filter is even, so the place as far before the next sample has the same weights, last to first.
            Span<float> mirrored = rows.AsSpan((PhaseCount - phase) * row.Length, row.Length);
            weights.CopyTo(mirrored);
            mirrored.Reverse();
        }

        return rows;
    }

    /// <summary>I0(beta sqrt(1 - x^2)) / I0(beta), zero from one on.</summary>
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

    /// <summary>Coefficients of powers of 1 - x^2: ((beta / 2)^k / k!)^2 / I0(beta) (Abramowitz and Stegun 9.6.12).</summary>
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
