namespace GenreNet.Core.Features;

/// <summary>How segments lie in a clip, in samples at the rate of the features.</summary>
/// <param name="Length">Length of a segment, above zero; of features made of frames always <see cref="FeatureOptions.SegmentLength"/>.</param>
/// <param name="HopLength">From the start of a segment to that of the next, above zero and at most <paramref name="Length"/>: less, and they overlap.</param>
public readonly record struct SegmentWindow(int Length, int HopLength)
{
    /// <summary>Segments of the length that the options say, one behind the other.</summary>
    /// <param name="options">The settings.</param>
    public static SegmentWindow Of(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.SegmentLength, options.SegmentLength);
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
