using GenreNet.Core.Features;
using GenreNet.Core.Features.Framing;

namespace GenreNet.Benchmarks.Fixtures;

/// <summary>A feature of the whole clip, with its tables and its result made beforehand.</summary>
internal sealed class ClipFeature
{
    private readonly FeatureExtractor _extractor;
    private readonly float[] _values;

    public ClipFeature(FrameOptions options)
    {
        _extractor = new FeatureExtractor(options);
        _values = new float[_extractor.FrameCount(Clips.Clip.Samples.Length) * _extractor.ValueCount];
    }

    /// <summary>Computes it on this thread.</summary>
    /// <returns>The last value.</returns>
    public float Extract()
    {
        _extractor.Extract(Clips.Clip.Samples.Span, _values);
        return _values[^1];
    }
}
