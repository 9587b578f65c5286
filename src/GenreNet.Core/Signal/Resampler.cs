using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Changes the sample rate of a band-limited signal: a linear-phase low-pass filter, evaluated only where an output sample lies.</summary>
/// <remarks>
/// Pass band: flat within 0.001 dB up to 0.913 of the lower Nyquist frequency. Stop band: 120 dB down from that Nyquist frequency on,
/// so nothing audible folds back. A sinc under a Kaiser window (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.5.3) in
/// polyphase form (Crochiere and Rabiner 1981). Immutable and thread-safe.
/// </remarks>
public sealed class Resampler
{
    /// <summary>Where the pass band ends, as a fraction of the lower of the two Nyquist frequencies.</summary>
    public const double PassBand = 0.913;

    /// <summary>How far the stop band lies below the pass band, in dB.</summary>
    public const double StopBandDecibels = 120;

    // Up to here every phase of the ratio has its own row. Beyond, rows are interpolated linearly: with 2048 of them the error is
    // (pi / 2048)^2 / 8, which is 130 dB down.
    private const int MaximumPhaseCount = 2048;

    private readonly long _up;
    private readonly long _down;
    private readonly int _phaseCount;
    private readonly float[] _rows;

    /// <summary>Designs the filter.</summary>
    /// <param name="fromRate">Rate of the input in Hz, one or more.</param>
    /// <param name="toRate">Rate of the output in Hz, one or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is below one, or the two are more than a factor of 1000 apart.</exception>
    public Resampler(int fromRate, int toRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(toRate, 1);
        if (Math.Max(fromRate, toRate) / 1000 > Math.Min(fromRate, toRate))
        {
            throw new ArgumentOutOfRangeException(nameof(fromRate), fromRate, $"{fromRate} Hz and {toRate} Hz are more than a factor of 1000 apart.");
        }

        FromRate = fromRate;
        ToRate = toRate;
        long divisor = GreatestCommonDivisor(fromRate, toRate);
        _up = toRate / divisor;
        _down = fromRate / divisor;

        double inputPerLowerRate = Math.Max(1.0, (double)fromRate / toRate);
        double cutoff = (1 + PassBand) / 2 / inputPerLowerRate;
        double transition = Math.PI * (1 - PassBand) / inputPerLowerRate;
        Radius = (int)Math.Ceiling((StopBandDecibels - 7.95) / (2.285 * transition) / 2) + 1;
        _phaseCount = (int)Math.Min(_up, MaximumPhaseCount);
        _rows = DesignRows(_phaseCount, Radius, cutoff);
    }

    /// <summary>Rate of the input in Hz.</summary>
    public int FromRate { get; }

    /// <summary>Rate of the output in Hz.</summary>
    public int ToRate { get; }

    /// <summary>How many input samples on either side an output sample depends on.</summary>
    public int Radius { get; }

    /// <summary>Output samples of a whole signal: <c>ceil(inputCount * ToRate / FromRate)</c>.</summary>
    /// <param name="inputCount">Input samples, zero or more.</param>
    public long OutputCount(long inputCount) => ((inputCount * _up) + _down - 1) / _down;

    /// <summary>The input sample at or just before an output sample.</summary>
    /// <param name="output">Index of an output sample, zero or more.</param>
    public long InputAt(long output) => output * _down / _up;

    /// <summary>Resamples a whole signal.</summary>
    /// <param name="input">Samples at <see cref="FromRate"/>.</param>
    /// <returns>Samples at <see cref="ToRate"/>, the first at the same time as the first of the input.</returns>
    public float[] Resample(ReadOnlySpan<float> input)
    {
        var output = new float[OutputCount(input.Length)];
        Process(input, 0, 0, output);
        return output;
    }

    /// <summary>Computes consecutive output samples from a window of the input.</summary>
    /// <param name="window">Consecutive input samples; those outside count as zero.</param>
    /// <param name="firstInput">Index in the input of the first sample of the window.</param>
    /// <param name="firstOutput">Index in the output of the first sample to compute.</param>
    /// <param name="output">Receives the samples.</param>
    public void Process(ReadOnlySpan<float> window, long firstInput, long firstOutput, Span<float> output)
    {
        for (int n = 0; n < output.Length; n++)
        {
            long position = (firstOutput + n) * _down;
            long start = (position / _up) - Radius + 1 - firstInput;
            int skipped = (int)Math.Clamp(-start, 0, 2 * Radius);
            int length = (int)Math.Clamp(window.Length - start - skipped, 0, (2 * Radius) - skipped);
            ReadOnlySpan<float> input = length == 0 ? default : window.Slice((int)(start + skipped), length);
            output[n] = AtPhase(position % _up, input, skipped);
        }
    }

    private float AtPhase(long phase, ReadOnlySpan<float> input, int skipped)
    {
        if (_phaseCount == _up)
        {
            return DotProduct.Of(input, Row((int)phase).Slice(skipped, input.Length));
        }

        double place = (double)phase * _phaseCount / _up;
        int row = (int)place;
        float weight = (float)(place - row);
        float before = DotProduct.Of(input, Row(row).Slice(skipped, input.Length));
        float after = DotProduct.Of(input, Row(row + 1).Slice(skipped, input.Length));
        return before + (weight * (after - before));
    }

    private ReadOnlySpan<float> Row(int phase) => _rows.AsSpan(phase * 2 * Radius, 2 * Radius);

    /// <summary>One row more than there are phases: the last, a whole sample on, is there to interpolate towards.</summary>
    private static float[] DesignRows(int phaseCount, int radius, double cutoff)
    {
        double beta = 0.1102 * (StopBandDecibels - 8.7);
        double peak = WindowFunction.BesselI0(beta);
        int length = 2 * radius;
        var rows = new float[(phaseCount + 1) * length];
        var row = new double[length];
        for (int phase = 0; phase <= phaseCount; phase++)
        {
            double sum = 0;
            for (int k = 0; k < length; k++)
            {
                double distance = k - radius + 1 - ((double)phase / phaseCount);
                double edge = 1 - Math.Pow(distance / radius, 2);
                double kaiser = edge <= 0 ? 0 : WindowFunction.BesselI0(beta * Math.Sqrt(edge)) / peak;
                double angle = Math.PI * cutoff * distance;
                row[k] = kaiser * (angle == 0 ? 1 : Math.Sin(angle) / angle);
                sum += row[k];
            }

            // Every phase passes a constant unchanged; without this the phases would differ by the ripple and hum.
            for (int k = 0; k < length; k++)
            {
                rows[(phase * length) + k] = (float)(row[k] / sum);
            }
        }

        return rows;
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
