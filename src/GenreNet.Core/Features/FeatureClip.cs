namespace GenreNet.Core.Features;

/// <summary>Represents the features of one clip, divided into segments.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <seealso cref="FeaturePipeline"/>
public sealed class FeatureClip
{
    private readonly FeatureOptions _options;

    internal FeatureClip(FeatureOptions options, ReadOnlyMemory<float> values, long sampleCount, IReadOnlyList<string> warnings)
    {
        _options = options;
        Values = values;
        SegmentCount = values.Length / options.ValuesPerSegment;
        Duration = TimeSpan.FromSeconds((double)sampleCount / options.SampleRate);
        Warnings = warnings;
    }

    /// <summary>Gets the number of segments; zero only if the clip was too short and was skipped.</summary>
    public int SegmentCount { get; }

    /// <summary>Gets the features in row-major order, <c>[segments, frames, coefficients]</c>.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Gets the duration of the audio, including audio outside any segment.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Gets the warnings about the audio, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Gets the features of one segment, <c>[frames, coefficients]</c>.</summary>
    /// <param name="segment">Zero-based segment index.</param>
    public ReadOnlySpan<float> Segment(int segment) => Values.Span.Slice(segment * _options.ValuesPerSegment, _options.ValuesPerSegment);

    /// <summary>Gets the start time of a segment in the clip.</summary>
    /// <param name="segment">Zero-based segment index.</param>
    public TimeSpan SegmentStart(int segment) => _options.SegmentStart(segment, Duration);

    /// <summary>Gets the end time of a segment in the clip, limited to the end of the clip.</summary>
    /// <param name="segment">Zero-based segment index.</param>
    public TimeSpan SegmentEnd(int segment) => _options.SegmentEnd(segment, Duration);
}

/// <summary>Specifies how to handle a clip that is shorter than one segment.</summary>
public enum ShortClip
{
    /// <summary>
    /// Fill the clip with silence to one segment. Use this for prediction, where every clip needs a result. A summary is computed without
    /// the silence.
    /// </summary>
    Pad,

    /// <summary>
    /// Skip the clip. Use this for training, where the network would learn silence as part of the genre. Summaries are still computed for
    /// clips of one second or more.
    /// </summary>
    Skip,
}
