namespace GenreNet.Core.Features;

/// <summary>How segments lie in a clip, in samples at the rate of the features.</summary>
/// <param name="Length">Length of a segment, above zero; of features made of frames always <see cref="FeatureOptions.SegmentLength"/>.</param>
/// <param name="HopLength">From the start of a segment to that of the next, above zero and at most <paramref name="Length"/>: less, and they overlap.</param>
public readonly record struct SegmentWindow(int Length, int HopLength)
{
    /// <summary>Segments of the length and the hop that the options say.</summary>
    /// <param name="options">The settings.</param>
    public static SegmentWindow Of(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.SegmentLength, options.HopLength);
    }

    /// <summary>Computes where a segment is in its clip.</summary>
    /// <param name="segment">Segment, from 0.</param>
    /// <param name="options">The settings.</param>
    /// <param name="duration">Length of the clip, or as much of it as has been read.</param>
    /// <returns>
    /// Its start, and its end: before its full length where the clip ends earlier. With <see cref="TailPolicy.Align"/> the last segment starts earlier instead.
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

    /// <summary>Checks that segments of these options can lie so.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">They cannot; the message says why.</exception>
    public void Validate(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Kind != FeatureKind.Summary && Length != options.SegmentLength)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The network takes segments of {options.SegmentSeconds} s, because it counts their frames: only of summaries can the window have another length."));
        }

        if (Length < 1 || HopLength < 1 || HopLength > Length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A window of {Length} samples with a hop of {HopLength}: the hop must be at least a sample and at most the window."));
        }
    }
}
