namespace GenreNet.Core.Features;

/// <summary>Specifies the length and hop of segments, in samples at the sample rate of the features.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Length">Segment length, above zero; for frame features always <see cref="FeatureOptions.SegmentLength"/>.</param>
/// <param name="HopLength">
/// Samples between the starts of consecutive segments, above zero and at most <paramref name="Length"/>; segments overlap if it is less.
/// </param>
/// <seealso cref="FeaturePipeline"/>
public readonly record struct SegmentWindow(int Length, int HopLength)
{
    /// <summary>Creates a window with the segment length and hop of the options.</summary>
    /// <param name="options">Feature settings.</param>
    public static SegmentWindow Of(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.SegmentLength, options.HopLength);
    }

    /// <summary>Computes the start and end of a segment in its clip.</summary>
    /// <param name="segment">Zero-based segment index.</param>
    /// <param name="options">Feature settings.</param>
    /// <param name="duration">Duration of the clip, or of the part that has been read.</param>
    /// <returns>
    /// The start and the end, limited to the end of the clip. With <see cref="TailPolicy.Align"/>, the last segment starts earlier instead.
    /// </returns>
    public (TimeSpan Start, TimeSpan End) TimesOf(long segment, FeatureOptions options, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(options);
        double rate = options.SampleRate;
        long start = segment * HopLength;
        if (options.Tail == TailPolicy.Align)
        {
            start = Math.Max(0, Math.Min(start, (long)Math.Round(duration.TotalSeconds * rate) - Length));
        }

        var end = TimeSpan.FromSeconds((start + Length) / rate);
        return (TimeSpan.FromSeconds(start / rate), end < duration ? end : duration);
    }

    /// <summary>Checks that this window is valid for segments with the given options.</summary>
    /// <param name="options">Feature settings.</param>
    /// <exception cref="ArgumentException">The window is not valid; the message states why.</exception>
    public void Validate(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Kind != FeatureKind.Summary && Length != options.SegmentLength)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The network requires segments of {options.SegmentSeconds} s: only summaries support windows of other lengths."));
        }

        if (Length < 1 || HopLength < 1 || HopLength > Length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The hop must be from 1 sample to the window length ({Length} samples), not {HopLength}."));
        }
    }
}
