namespace GenreNet.Core.Features;

/// <summary>
/// Computes mel-frequency cepstral coefficients exactly as librosa.feature.mfcc does: a <see cref="FeatureExtractor"/> for MFCCs only.
/// </summary>
/// <remarks>Immutable and thread-safe: create one and share it. Extraction allocates nothing in steady state.</remarks>
/// <param name="options">MFCC settings.</param>
/// <exception cref="ArgumentException">The settings are out of range or do not fit together.</exception>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var extractor = new MfccExtractor(MfccOptions.Default with { CoefficientCount = 20 });
/// AudioBuffer clip = AudioBuffer.Load("song.wav", extractor.Options.SampleRate);
/// float[] coefficients = new float[extractor.FrameCount(clip.Samples.Length) * 20];
/// extractor.Extract(clip.Samples.Span, coefficients);     // [frames, 20], row-major
/// </code>
/// </example>
/// <seealso cref="MfccOptions"/>
/// <seealso cref="FeatureExtractor"/>
public sealed class MfccExtractor(MfccOptions options)
{
    // FeatureExtractor walks over the frames; MfccKernel has the steps from a frame to its coefficients, in order.
    private readonly FeatureExtractor _extractor = new(options);

    /// <summary>Gets the MFCC settings.</summary>
    public MfccOptions Options { get; } = options;

    /// <summary>Gets the number of frames in a clip: <c>1 + sampleCount / HopLength</c>.</summary>
    /// <param name="sampleCount">Length of the clip in samples, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int FrameCount(int sampleCount) => _extractor.FrameCount(sampleCount);

    /// <summary>Computes the coefficients of a clip.</summary>
    /// <inheritdoc cref="FeatureExtractor.Extract(ReadOnlySpan{float}, Span{float})" path="/param"/>
    /// <inheritdoc cref="FeatureExtractor.Extract(ReadOnlySpan{float}, Span{float})" path="/exception"/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> destination) => _extractor.Extract(samples, destination);
}
