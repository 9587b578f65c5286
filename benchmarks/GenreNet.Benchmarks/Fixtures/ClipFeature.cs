using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Fixtures;

/// <summary>A feature of the whole clip, with its tables and its result made beforehand.</summary>
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

    /// <summary>Computes it on this thread.</summary>
    /// <returns>The last value.</returns>
    public float Extract()
    {
        _extractor.Extract(_samples.Span, _values);
        return _values[^1];
    }
}
