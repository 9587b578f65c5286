namespace GenreNet.Core.Features;

/// <summary>Settings of the tempo estimation.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="TempoEstimator"/>
public sealed record TempoOptions
{
    private const int MaximumWindowLength = 16384;

    /// <summary>Gets the settings of librosa.feature.tempo at 22 050 Hz.</summary>
    public static TempoOptions Default { get; } = new();

    /// <summary>Gets the tempo settings of librosa.beat.beat_track: onset strengths are the median of the bands.</summary>
    public static TempoOptions BeatTrack { get; } = new() { Aggregate = OnsetAggregate.Median };

    /// <summary>Gets the sample rate of the audio in samples per second, from 1. Default 22 050.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>
    /// Gets the hop length: samples from one onset strength to the next, from 1 to 1 048 576. Default 512 (23 ms). Only tempi with a whole
    /// number of hops per beat can be distinguished: around 120 BPM they are 6 BPM apart.
    /// </summary>
    public int HopLength { get; init; } = 512;

    /// <summary>Gets the most likely tempo in beats per minute, from 1 to 10 000. Default 120.</summary>
    public double StartBpm { get; init; } = 120;

    /// <summary>
    /// Gets the standard deviation of tempi around the most likely one, in octaves (doublings), from 0.001 to 1000. Default 1.
    /// </summary>
    public double DeviationOctaves { get; init; } = 1;

    /// <summary>Gets the length of the autocorrelation window in seconds: from 2 hops to 16 384 hops. Default 8.</summary>
    public double WindowSeconds { get; init; } = 8;

    /// <summary>Gets the exclusive upper limit of the tempo in beats per minute; null for no limit. Default 320.</summary>
    public double? MaximumBpm { get; init; } = 320;

    /// <summary>Gets the method that combines the bands of a spectrum into one onset strength. Default: the mean.</summary>
    public OnsetAggregate Aggregate { get; init; } = OnsetAggregate.Mean;

    /// <summary>
    /// Gets the padding outside the clip. Default <see cref="FramePadding.Zeros"/>, as in librosa 0.10 and later;
    /// <see cref="FramePadding.Reflect"/> as in earlier versions, with which the feature tables distributed with GTZAN were computed.
    /// </summary>
    public FramePadding Padding { get; init; } = FramePadding.Zeros;

    /// <summary>Gets the length of the autocorrelation window in hops, rounded down.</summary>
    internal int WindowLength => (int)Math.Clamp(Math.Floor(Math.Floor(WindowSeconds * SampleRate) / HopLength), 0, MaximumWindowLength + 1);

    /// <summary>Computes the tempo for a lag, in beats per minute.</summary>
    /// <param name="lag">Hops per beat, from 1.</param>
    internal double BpmOf(int lag) => 60.0 * SampleRate / ((double)HopLength * lag);

    /// <summary>Checks that the settings are in range and fit together.</summary>
    /// <exception cref="ArgumentException">The settings are out of range or inconsistent; the message states which and why.</exception>
    public void Validate()
    {
        Require(SampleRate >= 1, $"The sample rate must be at least 1 Hz, not {SampleRate}.");
        Require(
            HopLength is >= 1 and <= FrameOptions.MaximumHopLength,
            $"The hop length must be from 1 to {FrameOptions.MaximumHopLength} samples, not {HopLength}.");
        Require(StartBpm is >= 1 and <= 10000, $"The most likely tempo must be from 1 to 10000 BPM, not {StartBpm}.");
        Require(DeviationOctaves is >= 0.001 and <= 1000, $"The tempo deviation must be from 0.001 to 1000 octaves, not {DeviationOctaves}.");
        Require(
            WindowLength is >= 2 and <= MaximumWindowLength,
            $"The window must last from 2 to {MaximumWindowLength} hops of {HopLength} samples, not {WindowSeconds} s.");
        double slowest = BpmOf(WindowLength - 1);
        Require(
            MaximumBpm is null || MaximumBpm > slowest,
            $"The highest tempo must be above {slowest} BPM, the slowest that fits into the window, not {MaximumBpm}.");
        Require(Enum.IsDefined(Aggregate), $"The aggregate must be Mean or Median, not {Aggregate}.");
        Require(Enum.IsDefined(Padding), $"The padding must be Zeros, Edge, Reflect or None, not {Padding}.");
    }

    private static void Require(bool condition, FormattableString problem)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant(problem));
        }
    }
}
