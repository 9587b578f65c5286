namespace GenreNet.Core.Features;

/// <summary>The features of one clip, segment by segment.</summary>
public sealed class FeatureClip
{
    private readonly FeatureOptions _options;

    internal FeatureClip(FeatureOptions options, float[] values, long sampleCount, IReadOnlyList<string> warnings)
    {
        _options = options;
        Values = values;
        SegmentCount = values.Length / options.ValuesPerSegment;
        Duration = TimeSpan.FromSeconds((double)sampleCount / options.SampleRate);
        Warnings = warnings;
    }

    /// <summary>Number of segments; zero only for a clip that was too short and skipped.</summary>
    public int SegmentCount { get; }

    /// <summary>The features, <c>[segments, frames, coefficients]</c>, row after row.</summary>
    public float[] Values { get; }

    /// <summary>Length of the audio, whether or not all of it fell into segments.</summary>
    public TimeSpan Duration { get; }

    /// <summary>What was odd about the audio, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The features of one segment, <c>[frames, coefficients]</c>.</summary>
    /// <param name="segment">Segment, from 0.</param>
    public ReadOnlySpan<float> Segment(int segment) => Values.AsSpan(segment * _options.ValuesPerSegment, _options.ValuesPerSegment);

    /// <summary>Where a segment begins in the clip.</summary>
    /// <param name="segment">Segment, from 0.</param>
    public TimeSpan SegmentStart(int segment) => _options.SegmentStart(segment, Duration);

    /// <summary>Where a segment ends in the clip: before its full length where the clip ends earlier.</summary>
    /// <param name="segment">Segment, from 0.</param>
    public TimeSpan SegmentEnd(int segment) => _options.SegmentEnd(segment, Duration);
}
