namespace GenreNet.Core.Datasets;

/// <summary>Measures of a clip at its own sample rate, as the mean of its channels. Levels are relative to full scale, 1.</summary>
public sealed record AudioStatistics
{
    /// <summary>The kind of file, such as "WAV" or "FLAC".</summary>
    public required string Format { get; init; }

    /// <summary>Samples a second in Hz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Channels of the file.</summary>
    public required int ChannelCount { get; init; }

    /// <summary>Samples that could be read.</summary>
    public required long SampleCount { get; init; }

    /// <summary>The largest amplitude, zero or more.</summary>
    public required double Peak { get; init; }

    /// <summary>Root of the mean square.</summary>
    public required double Level { get; init; }

    /// <summary>Mean of the samples: 0 for a healthy recording.</summary>
    public required double DcOffset { get; init; }

    /// <summary>Samples at full scale in runs of three and more.</summary>
    public required long ClippedSamples { get; init; }

    /// <summary>The longest stretch of silence.</summary>
    public required TimeSpan LongestSilence { get; init; }

    /// <summary>Where it begins.</summary>
    public required TimeSpan LongestSilenceStart { get; init; }

    /// <summary>SHA-256 of rate and samples in hexadecimal: equal for equal sound, whatever the container.</summary>
    public required string Digest { get; init; }

    /// <summary>How long the clip sounds.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)SampleCount / SampleRate);

    /// <summary>Share of clipped samples, 0 to 1.</summary>
    public double ClippedShare => SampleCount == 0 ? 0 : (double)ClippedSamples / SampleCount;
}
