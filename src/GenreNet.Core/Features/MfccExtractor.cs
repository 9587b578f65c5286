namespace GenreNet.Core.Features;

/// <summary>Mel-frequency cepstral coefficients, exactly as librosa.feature.mfcc computes them: a <see cref="FeatureExtractor"/> of just these.</summary>
/// <remarks>Immutable and thread-safe: build one and share it. Extracting allocates nothing in steady state.</remarks>
/// <param name="options">The settings.</param>
/// <exception cref="ArgumentException">The settings are out of range or do not fit together.</exception>
public sealed class MfccExtractor(MfccOptions options)
{
    private readonly FeatureExtractor _extractor = new(options);

    /// <summary>The settings.</summary>
    public MfccOptions Options { get; } = options;

    /// <summary>Frames of a clip: <c>1 + sampleCount / HopLength</c>.</summary>
    /// <param name="sampleCount">Samples of the clip, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int FrameCount(int sampleCount) => _extractor.FrameCount(sampleCount);

    /// <summary>Computes the coefficients of a whole clip.</summary>
    /// <inheritdoc cref="FeatureExtractor.Extract(ReadOnlySpan{float}, Span{float})" path="/param"/>
    /// <inheritdoc cref="FeatureExtractor.Extract(ReadOnlySpan{float}, Span{float})" path="/exception"/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> destination) => _extractor.Extract(samples, destination);
}
