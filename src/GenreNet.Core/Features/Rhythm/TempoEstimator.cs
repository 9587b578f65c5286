using System.Buffers;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Estimates the tempo of a clip, as librosa.feature.tempo does.</summary>
/// <remarks>
/// Computes onset strengths, their local autocorrelation around each frame, and its mean over time; then selects the lag that maximizes
/// <c>log(1 + 1e6 mean[lag]) - ((log2(bpm(lag)) - log2(StartBpm)) / DeviationOctaves)^2 / 2</c>, where <c>bpm(lag)</c> is
/// <c>60 SampleRate / (HopLength lag)</c>. Immutable and thread-safe: create one and share it.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var estimator = new TempoEstimator(TempoOptions.Default);
/// AudioBuffer clip = AudioBuffer.Load("song.wav", estimator.Options.SampleRate);
/// Console.WriteLine($"{estimator.Estimate(clip.Samples.Span):F0} beats per minute");
/// </code>
/// </example>
/// <seealso cref="TempoOptions"/>
/// <seealso cref="OnsetStrength"/>
public sealed class TempoEstimator
{
    private readonly OnsetStrength _onsets;
    private readonly MeanTempogram _tempogram;
    private readonly double[] _priors;

    /// <summary>Initializes an estimator and computes its tables.</summary>
    /// <param name="options">Tempo settings.</param>
    /// <exception cref="ArgumentException">The settings are out of range or do not fit together.</exception>
    public TempoEstimator(TempoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _onsets = new OnsetStrength(
            MelSpectrogramOptions.LogMel with { SampleRate = options.SampleRate, HopLength = options.HopLength, Padding = options.Padding }, options.Aggregate);
        _tempogram = new MeanTempogram(options.WindowLength);
        _priors = [.. Enumerable.Range(0, options.WindowLength).Select(lag => Prior(options, lag))];
    }

    /// <summary>Gets the tempo settings.</summary>
    public TempoOptions Options { get; }

    /// <summary>Estimates the tempo of a clip. Allocates nothing in steady state.</summary>
    /// <param name="samples">Mono samples at the sample rate of the options, usually from -1 to 1.</param>
    /// <returns>
    /// Beats per minute: 60 SampleRate / HopLength divided by an integer. If there are no onsets, as in silence, the tempo nearest to
    /// <see cref="TempoOptions.StartBpm"/>.
    /// </returns>
    /// <exception cref="ArgumentException">A sample is not finite or its magnitude exceeds 1e14.</exception>
    public double Estimate(ReadOnlySpan<float> samples)
    {
        int frames = _onsets.FrameCount(samples.Length);
        float[] rented = ArrayPool<float>.Shared.Rent(frames);
        try
        {
            Span<float> strengths = rented.AsSpan(0, frames);
            _onsets.Extract(samples, strengths);
            return EstimateFromOnsets(strengths);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Estimates the tempo from onset strengths. Allocates nothing in steady state.</summary>
    /// <param name="strengths">
    /// One value every <see cref="TempoOptions.HopLength"/> samples, usually from <see cref="OnsetStrength"/>; at any scale.
    /// </param>
    /// <returns>Beats per minute, as in <see cref="Estimate"/>.</returns>
    /// <exception cref="ArgumentException">There are no values, or a value is not finite or its magnitude exceeds 1e14.</exception>
    public double EstimateFromOnsets(ReadOnlySpan<float> strengths)
    {
        if (strengths.IsEmpty)
        {
            throw new ArgumentException("The onset strength is empty: specify at least one value.", nameof(strengths));
        }

        int problem = SampleRange.IndexOfOutside(strengths);
        if (problem >= 0)
        {
            throw new ArgumentException(
                $"Onset strength {problem} is {strengths[problem]}, not a number from {-SampleRange.Largest} to {SampleRange.Largest}.", nameof(strengths));
        }

        double[] rented = ArrayPool<double>.Shared.Rent(_priors.Length);
        try
        {
            Span<double> lags = rented.AsSpan(0, _priors.Length);
            _tempogram.Compute(strengths, lags);
            return Options.BpmOf(LikeliestLag(lags));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Computes the logarithm of the prior probability of a tempo, up to a constant.</summary>
    private static double Prior(TempoOptions options, int lag)
    {
        if (lag == 0 || options.BpmOf(lag) >= options.MaximumBpm)
        {
            return double.NegativeInfinity;
        }

        double deviations = (Math.Log2(options.BpmOf(lag)) - Math.Log2(options.StartBpm)) / options.DeviationOctaves;
        return -0.5 * deviations * deviations;
    }

    private int LikeliestLag(ReadOnlySpan<double> lags)
    {
        int best = 0;
        double highest = double.NegativeInfinity;
        for (int lag = 1; lag < lags.Length; lag++)
        {
            // Rounding errors, or negative strengths, can make an autocorrelation negative.
            double score = Math.Log(1 + (1e6 * Math.Max(lags[lag], 0))) + _priors[lag];
            if (score > highest)
            {
                (best, highest) = (lag, score);
            }
        }

        return best;
    }
}
