namespace GenreNet.Core.Features;

/// <summary>The settings of the tempo of a clip.</summary>
public sealed record TempoOptions
{
    private const int MaximumWindowLength = 16384;

    /// <summary>The settings of librosa.feature.tempo at 22 050 Hz.</summary>
    public static TempoOptions Default { get; } = new();

    /// <summary>The settings with which librosa.beat.beat_track finds its tempo: onsets are the median of the bands.</summary>
    public static TempoOptions BeatTrack { get; } = new() { Aggregate = OnsetAggregate.Median };

    /// <summary>Samples per second of the audio, from 1. Default 22 050.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>
    /// Samples from one onset strength to the next, from 1 to 1 048 576. Default 512 (23 ms). Only tempi of a whole number of hops a beat
    /// can be told apart: around 120 BPM they lie 6 BPM apart.
    /// </summary>
    public int HopLength { get; init; } = 512;

    /// <summary>The likeliest tempo in beats per minute, from 1 to 10 000. Default 120.</summary>
    public double StartBpm { get; init; } = 120;

    /// <summary>How far tempi usually lie from the likeliest, in octaves (doublings), from 0.001 to 1000. Default 1.</summary>
    public double DeviationOctaves { get; init; } = 1;

    /// <summary>Length of the stretch in which beats are compared, in seconds: from 2 hops to 16 384 hops. Default 8.</summary>
    public double WindowSeconds { get; init; } = 8;

    /// <summary>Only tempi below this many beats per minute count; null for no limit. Default 320.</summary>
    public double? MaximumBpm { get; init; } = 320;

    /// <summary>How the bands of a spectrum become one onset strength. Default their mean.</summary>
    public OnsetAggregate Aggregate { get; init; } = OnsetAggregate.Mean;

    /// <summary>
    /// What the frames at the two ends of a clip receive from outside it. Default <see cref="FramePadding.Zeros"/>, as librosa since 0.10;
    /// <see cref="FramePadding.Reflect"/> as librosa before, which the tables that come with GTZAN were made with.
    /// </summary>
    public FramePadding Padding { get; init; } = FramePadding.Zeros;

    /// <summary>Length of the stretch in hops, rounded down.</summary>
    internal int WindowLength => (int)Math.Clamp(Math.Floor(Math.Floor(WindowSeconds * SampleRate) / HopLength), 0, MaximumWindowLength + 1);

    /// <summary>The tempo of a beat that lasts so many hops, in beats per minute.</summary>
    /// <param name="lag">Hops, from 1.</param>
    internal double BpmOf(int lag) => 60.0 * SampleRate / ((double)HopLength * lag);

    /// <summary>Checks that the settings are in range and fit together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which and why.</exception>
    public void Validate()
    {
        Require(SampleRate >= 1, $"The sample rate must be at least 1 Hz, not {SampleRate}.");
        Require(
            HopLength is >= 1 and <= FrameOptions.MaximumHopLength,
            $"The hop length must be from 1 to {FrameOptions.MaximumHopLength} samples, not {HopLength}.");
        Require(StartBpm is >= 1 and <= 10000, $"The likeliest tempo must be from 1 to 10000 BPM, not {StartBpm}.");
        Require(DeviationOctaves is >= 0.001 and <= 1000, $"The deviation of tempi must be from 0.001 to 1000 octaves, not {DeviationOctaves}.");
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
