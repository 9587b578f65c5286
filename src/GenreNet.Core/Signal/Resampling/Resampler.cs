using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>
/// Changes the sample rate of a band-limited signal with a linear-phase low-pass filter, evaluated only at the output samples.
/// </summary>
/// <remarks>
/// Pass band: flat within 0.001 dB up to 0.9137 of the lower Nyquist frequency. Stop band: attenuated by at least 126 dB from that Nyquist
/// frequency, so no audible aliasing occurs. In between, the response matches that of libsoxr at the same ratio within 0.035 dB down to -60
/// dB, so features of this band agree with librosa's. Immutable and thread-safe.
/// </remarks>
/// <example>
/// <code>
/// var resampler = new Resampler(fromRate: 48000, toRate: 22050);
/// float[] second = new float[48000];
/// float[] resampled = resampler.Resample(second);     // 22 050 samples
/// </code>
/// </example>
/// <seealso cref="Audio.AudioReader.ResampledTo"/>
public sealed class Resampler
{
    /// <summary>The end of the pass band, as a fraction of the lower of the two Nyquist frequencies.</summary>
    internal const double PassBand = 0.9137;

    /// <summary>The minimum attenuation of the stop band relative to the pass band, in dB.</summary>
    internal const double StopBandDecibels = 126;

    // Up to this count, every phase of the ratio has its own row. For more phases, rows are interpolated linearly: with 2048 rows per
    // sample of the lower rate the error is (pi / 2048)^2 / 8, which is -130 dB.
    private const int MaximumPhaseCount = 2048;

    // Maximum number of weights in all rows, 16 MB: only a sample rate that no audio has would need more.
    private const long MostWeights = 4_000_000;

    // Number of input samples per run over the phases: they fit in the L1 cache together with a row.
    private const int InputPerRun = 4096;

    private readonly long _up;
    private readonly long _down;
    private readonly ResamplingFilter _filter;
    private readonly long _outputPerRun;
    private readonly ILoadedFilter? _loaded;

    /// <summary>Initializes a resampler and designs its filter.</summary>
    /// <param name="fromRate">Input sample rate in Hz, one or more.</param>
    /// <param name="toRate">Output sample rate in Hz, one or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A sample rate is below one, or they differ by more than a factor of 1000.</exception>
    public Resampler(int fromRate, int toRate)
        : this(fromRate, toRate, engine: null)
    {
    }

    /// <summary>Initializes a resampler and designs its filter.</summary>
    /// <param name="fromRate">Input sample rate in Hz, one or more.</param>
    /// <param name="toRate">Output sample rate in Hz, one or more.</param>
    /// <param name="engine">Evaluates the filter; null for the vectors of .NET.</param>
    /// <inheritdoc cref="Resampler(int, int)" path="/exception"/>
    internal Resampler(int fromRate, int toRate, IFilterEngine? engine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(toRate, 1);
        if (!CanConvert(fromRate, toRate))
        {
            throw new ArgumentOutOfRangeException(nameof(fromRate), fromRate, $"The sample rates {fromRate} Hz and {toRate} Hz differ by more than a factor of 1000.");
        }

        FromRate = fromRate;
        ToRate = toRate;
        (_up, _down) = RatioOf(fromRate, toRate);

        var window = ResamplingWindow.For(_up, _down);
        double inputPerLowerRate = Math.Max(1.0, (double)fromRate / toRate);
        _filter = new ResamplingFilter(window, inputPerLowerRate, PhaseCount(window, inputPerLowerRate));
        _outputPerRun = _up * Math.Max(4, InputPerRun / _down / 4 * 4);
        if (_filter.PhaseCount == _up)
        {
            _loaded = engine?.Load(_filter.RowsFrom(0)[..(_filter.PhaseCount * 2 * Radius)], (int)_up, (int)_down);
        }
    }

    /// <summary>Returns whether a sample rate can be converted to another: they may differ by at most a factor of 1000.</summary>
    /// <param name="fromRate">Input sample rate in Hz, one or more.</param>
    /// <param name="toRate">Output sample rate in Hz, one or more.</param>
    internal static bool CanConvert(int fromRate, int toRate) => Math.Max(fromRate, toRate) / 1000 <= Math.Min(fromRate, toRate);

    /// <summary>
    /// Returns whether a conversion by way of another sample rate has the response of the direct conversion: the first filter passes
    /// everything that the second one passes, and the second one has the slope of the direct one.
    /// </summary>
    /// <param name="fromRate">Input sample rate in Hz, one or more.</param>
    /// <param name="viaRate">Sample rate between the two conversions in Hz, one or more.</param>
    /// <param name="toRate">Output sample rate in Hz, one or more.</param>
    internal static bool CanConvertVia(int fromRate, int viaRate, int toRate) =>
        viaRate <= fromRate && toRate <= PassBand * viaRate && WindowOf(viaRate, toRate) == WindowOf(fromRate, toRate);

    /// <summary>Gets the input sample rate in Hz.</summary>
    public int FromRate { get; }

    /// <summary>Gets the output sample rate in Hz.</summary>
    public int ToRate { get; }

    /// <summary>Gets the number of input samples on either side that an output sample depends on.</summary>
    public int Radius => _filter.Radius;

    /// <summary>Gets the number of weights of the filter.</summary>
    internal long WeightCount => (_filter.PhaseCount + 1) * 2L * Radius;

    /// <summary>Computes the number of output samples for a complete signal: <c>ceil(inputCount * ToRate / FromRate)</c>.</summary>
    /// <param name="inputCount">Number of input samples, zero or more.</param>
    public long OutputCount(long inputCount) => ((inputCount * _up) + _down - 1) / _down;

    /// <summary>Computes the index of the input sample at or just before an output sample.</summary>
    /// <param name="output">Index of the output sample, zero or more.</param>
    public long InputAt(long output) => output * _down / _up;

    /// <summary>Resamples a complete signal.</summary>
    /// <param name="input">Samples at <see cref="FromRate"/>.</param>
    /// <returns>Samples at <see cref="ToRate"/>; the first is at the same time as the first input sample.</returns>
    public float[] Resample(ReadOnlySpan<float> input)
    {
        var output = new float[OutputCount(input.Length)];
        Process(input, 0, 0, output);
        return output;
    }

    /// <summary>Computes consecutive output samples from a window of the input.</summary>
    /// <param name="window">Consecutive input samples; samples outside the window are treated as zero.</param>
    /// <param name="firstInput">Index in the input of the first sample of the window.</param>
    /// <param name="firstOutput">Index in the output of the first sample to compute.</param>
    /// <param name="output">Receives the samples.</param>
    public void Process(ReadOnlySpan<float> window, long firstInput, long firstOutput, Span<float> output)
    {
        if (_loaded is not null)
        {
            // The engine computes those that depend only on samples in the window.
            long end = firstOutput + output.Length;
            long innerStart = Math.Clamp(OutputCount(firstInput + Radius - 1), firstOutput, end);
            long innerEnd = Math.Clamp(OutputCount(Math.Max(0, firstInput + window.Length - Radius)), innerStart, end);
            Span<float> inner = output[(int)(innerStart - firstOutput)..(int)(innerEnd - firstOutput)];
            if (!inner.IsEmpty)
            {
                ProcessRuns(window, firstInput, firstOutput, output[..(int)(innerStart - firstOutput)]);
                int start = (int)(InputAt(innerStart) - Radius + 1 - firstInput);
                int length = (int)(InputAt(innerEnd - 1) - InputAt(innerStart)) + (2 * Radius);
                _loaded.Process(window.Slice(start, length), (int)(innerStart * _down % _up), inner);
                output = output[(int)(innerEnd - firstOutput)..];
                firstOutput = innerEnd;
            }
        }

        ProcessRuns(window, firstInput, firstOutput, output);
    }

    private void ProcessRuns(ReadOnlySpan<float> window, long firstInput, long firstOutput, Span<float> output)
    {
        while (!output.IsEmpty)
        {
            int count = (int)Math.Min(output.Length, _outputPerRun);
            ProcessRun(window, firstInput, firstOutput, output[..count]);
            output = output[count..];
            firstOutput += count;
        }
    }

    /// <summary>
    /// Computes the number of rows: one per phase if there are few and they are short; otherwise as many as interpolation needs, which
    /// decreases as they get longer.
    /// </summary>
    private int PhaseCount(ResamplingWindow window, double inputPerLowerRate)
    {
        bool isExact = _up <= MaximumPhaseCount && (_up + 1) * 2 * window.Reach * inputPerLowerRate <= MostWeights;
        return isExact ? (int)_up : (int)Math.Ceiling(MaximumPhaseCount / inputPerLowerRate);
    }

    /// <summary>Processes the outputs phase by phase: the same row applies again after as many outputs as there are phases.</summary>
    [MethodImpl(HotLoop.Options)]
    private void ProcessRun(ReadOnlySpan<float> window, long firstInput, long firstOutput, Span<float> output)
    {
        int phases = (int)Math.Min(_up, output.Length);
        for (int first = 0; first < phases; first++)
        {
            long position = (firstOutput + first) * _down;
            long phase = position % _up;
            long start = (position / _up) - Radius + 1 - firstInput;
            long n = first;
            if (_filter.PhaseCount == _up)
            {
                ReadOnlySpan<float> row = _filter.Row((int)phase);
                for (; n + (3 * _up) < output.Length && start >= 0 && start + (3 * _down) + row.Length <= window.Length; n += 4 * _up)
                {
                    (output[(int)n], output[(int)(n + _up)], output[(int)(n + (2 * _up))], output[(int)(n + (3 * _up))]) =
                        DotProduct.OfFour(window[(int)start..], (int)_down, row);
                    start += 4 * _down;
                }
            }

            for (; n < output.Length; n += _up)
            {
                output[(int)n] = AtPhase(phase, start, window);
                start += _down;
            }
        }
    }

    /// <summary>Computes one output sample; samples outside the window are treated as zero.</summary>
    [MethodImpl(HotLoop.Options)]
    private float AtPhase(long phase, long start, ReadOnlySpan<float> window)
    {
        int skipped = (int)Math.Clamp(-start, 0, 2 * Radius);
        int length = (int)Math.Clamp(window.Length - start - skipped, 0, (2 * Radius) - skipped);
        ReadOnlySpan<float> input = length == 0 ? default : window.Slice((int)(start + skipped), length);
        if (_filter.PhaseCount == _up)
        {
            return DotProduct.Of(input, _filter.Row((int)phase).Slice(skipped, length));
        }

        double place = (double)phase * _filter.PhaseCount / _up;
        int row = (int)place;
        float weight = (float)(place - row);
        (float before, float after) = DotProduct.OfTwo(_filter.RowsFrom(row)[skipped..], 2 * Radius, input);
        return before + (weight * (after - before));
    }

    private static ResamplingWindow WindowOf(int fromRate, int toRate)
    {
        (long up, long down) = RatioOf(fromRate, toRate);
        return ResamplingWindow.For(up, down);
    }

    private static (long Up, long Down) RatioOf(int fromRate, int toRate)
    {
        long divisor = GreatestCommonDivisor(fromRate, toRate);
        return (toRate / divisor, fromRate / divisor);
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
