using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Represents the thresholds at which a property of a track counts as a fault. Levels are relative to full scale, 1.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="DatasetCheck"/>
public sealed record CheckOptions
{
    /// <summary>Gets the default settings.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>Gets the duration below which clips are too short to use. Default: one segment, 3 s.</summary>
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromSeconds(FeatureOptions.Default.SegmentSeconds);

    /// <summary>Gets the fraction of the dataset's median duration below which clips count as cut short, 0 to 1. Default 0.5.</summary>
    public double MinShareOfMedian { get; init; } = 0.5;

    /// <summary>
    /// Gets the amplitude below which samples count as silent. Default 0.001 (-60 dB). Classification uses a lower limit, which is for
    /// blocks of samples; see <see cref="SegmentReader.SilentDuration"/>.
    /// </summary>
    public double SilenceAmplitude { get; init; } = 0.001;

    /// <summary>Gets the duration from which silence is reported. Default 2 s.</summary>
    public TimeSpan LongSilence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the fraction of clipped samples from which clipping is reported, 0 to 1. Default 0.001.</summary>
    public double ClippedShare { get; init; } = 0.001;

    /// <summary>Gets the absolute mean of the samples from which a DC offset is reported. Default 0.02.</summary>
    public double DcOffset { get; init; } = 0.02;

    /// <summary>
    /// Gets the minimum number of spectral peak pairs that two clips must have in common to be compared at all, 2 or more. Default 20.
    /// </summary>
    /// <remarks>
    /// Unrelated music has up to about 10 in common, electronic music of the same tempo about 30, the same recording hundreds.
    /// </remarks>
    public int MinMatchCount { get; init; } = 20;

    /// <summary>Gets the fraction of equal fingerprint bits from which two clips are near-duplicates, above 0.5. Default 0.75.</summary>
    /// <remarks>
    /// Unrelated music reaches 0.57, electronic music with the same pattern 0.71; the same recording reaches 0.87 and more, and 0.80 with
    /// added noise 10 dB below it.
    /// </remarks>
    public double MinSimilarity { get; init; } = 0.75;

    /// <summary>Gets the minimum duration of music that two clips must share to be near-duplicates. Default 5 s.</summary>
    public TimeSpan MinOverlap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(MinDuration >= TimeSpan.Zero, nameof(MinDuration), "at least zero");
        Require(MinShareOfMedian is >= 0 and <= 1, nameof(MinShareOfMedian), "from 0 to 1");
        Require(SilenceAmplitude is >= 0 and <= 1, nameof(SilenceAmplitude), "from 0 to 1");
        Require(LongSilence > TimeSpan.Zero, nameof(LongSilence), "above zero");
        Require(ClippedShare is >= 0 and <= 1, nameof(ClippedShare), "from 0 to 1");
        Require(DcOffset is >= 0 and <= 1, nameof(DcOffset), "from 0 to 1");
        Require(MinMatchCount >= 2, nameof(MinMatchCount), "at least 2");
        Require(MinSimilarity is > 0.5 and <= 1, nameof(MinSimilarity), "above 0.5 and up to 1");
        Require(MinOverlap > TimeSpan.Zero, nameof(MinOverlap), "above zero");
    }

    private static void Require(bool condition, string name, string range)
    {
        if (!condition)
        {
            throw new ArgumentException($"{name} must be {range}.");
        }
    }
}
