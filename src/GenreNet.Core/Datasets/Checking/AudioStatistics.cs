namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents measurements of a clip at its own sample rate, on the mean of its channels. Levels are relative to full scale, 1.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed record AudioStatistics
{
    /// <summary>Gets the file format, such as "WAV" or "FLAC".</summary>
    public required string Format { get; init; }

    /// <summary>Gets the sample rate in Hz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Gets the number of channels in the file.</summary>
    public required int ChannelCount { get; init; }

    /// <summary>Gets the number of samples that could be read.</summary>
    public required long SampleCount { get; init; }

    /// <summary>Gets the largest absolute amplitude.</summary>
    public required double Peak { get; init; }

    /// <summary>Gets the root mean square level.</summary>
    public required double Level { get; init; }

    /// <summary>Gets the mean of the samples; 0 for a recording without a DC offset.</summary>
    public required double DcOffset { get; init; }

    /// <summary>Gets the number of samples at full scale in runs of three or more.</summary>
    public required long ClippedSamples { get; init; }

    /// <summary>Gets the duration of the longest stretch of silence.</summary>
    public required TimeSpan LongestSilence { get; init; }

    /// <summary>Gets the time at which the longest silence begins.</summary>
    public required TimeSpan LongestSilenceStart { get; init; }

    /// <summary>Gets the SHA-256 of sample rate and samples in hexadecimal; equal for equal audio in any container.</summary>
    public required string Digest { get; init; }

    /// <summary>Gets the duration of the clip.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)SampleCount / SampleRate);

    /// <summary>Gets the fraction of samples that are clipped, 0 to 1.</summary>
    public double ClippedShare => SampleCount == 0 ? 0 : (double)ClippedSamples / SampleCount;
}
