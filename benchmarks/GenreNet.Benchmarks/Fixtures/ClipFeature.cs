using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Fixtures;

/// <summary>Represents a feature of the complete clip, with preallocated tables and result.</summary>
internal sealed class ClipFeature
{
    private readonly FeatureExtractor _extractor;
    private readonly ReadOnlyMemory<float> _samples;
    private readonly float[] _values;

    public ClipFeature(FrameOptions options)
    {
        _extractor = new FeatureExtractor(options);
        _samples = Clips.At(options.SampleRate);
        _values = new float[_extractor.FrameCount(_samples.Length) * _extractor.ValueCount];
    }

    /// <summary>Computes the feature on this thread.</summary>
    /// <returns>The last value.</returns>
    public float Extract()
    {
        _extractor.Extract(_samples.Span, _values);
        return _values[^1];
    }
}
