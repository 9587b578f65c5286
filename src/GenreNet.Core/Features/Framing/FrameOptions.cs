using System.Text.Json.Serialization;

namespace GenreNet.Core.Features;

/// <summary>Base settings of all features: how a clip is divided into frames.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public abstract record FrameOptions
{
    /// <summary>The maximum hop length in samples.</summary>
    public const int MaximumHopLength = 1 << 20;

    private protected FrameOptions()
    {
    }

    /// <summary>Gets the sample rate of the audio in samples per second, from 1. Default 22 050.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>Gets the hop length: samples from one frame to the next, from 1 to 1 048 576. Default 512 (23 ms).</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>Gets the position of the frames and the padding outside the clip. Default: centred, zeros.</summary>
    public FramePadding Padding { get; init; } = FramePadding.Zeros;

    /// <summary>Gets the number of samples per frame.</summary>
    [JsonIgnore]
    public abstract int FrameSpan { get; }

    /// <summary>
    /// Gets the coefficient c of the pre-emphasis y[t] = x[t+1] - c x[t], applied to the clip before framing; 0 for none.
    /// </summary>
    [JsonIgnore]
    internal virtual double FramePreEmphasis => 0;

    /// <summary>
    /// Gets the number of samples by which the framed signal is shorter than the clip: pre-emphasis needs the next sample, which the last
    /// one lacks.
    /// </summary>
    [JsonIgnore]
    internal int LostSamples => FramePreEmphasis == 0 ? 0 : 1;

    /// <summary>Gets the number of values per frame.</summary>
    [JsonIgnore]
    public abstract int ValueCount { get; }

    /// <summary>
    /// Gets the number of frames in a clip. Centred: <c>1 + sampleCount / HopLength</c>, the last frame centred at or before the end.
    /// Uncentred: only complete frames.
    /// </summary>
    /// <param name="sampleCount">Length of the clip in samples, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int FrameCount(int sampleCount) => (int)FrameCount((long)sampleCount);

    /// <inheritdoc cref="FrameCount(int)"/>
    public long FrameCount(long sampleCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleCount);
        long framed = Math.Max(0, sampleCount - LostSamples);
        long room = Padding == FramePadding.None ? framed - FrameSpan : framed;
        return room < 0 ? 0 : 1 + (room / HopLength);
    }

    /// <summary>Checks that the settings are in range and fit together.</summary>
    /// <exception cref="ArgumentException">The settings are out of range or inconsistent; the message states which and why.</exception>
    public virtual void Validate()
    {
        Require(SampleRate >= 1, $"The sample rate must be at least 1 Hz, not {SampleRate}.");
        Require(HopLength is >= 1 and <= MaximumHopLength, $"The hop length must be from 1 to {MaximumHopLength} samples, not {HopLength}.");
        Require(Enum.IsDefined(Padding), $"The padding must be Zeros, Edge, Reflect or None, not {Padding}.");
    }

    /// <summary>Creates the kernel that computes the feature. The settings must be valid.</summary>
    /// <param name="spectra">Transforms shared between features.</param>
    internal abstract FeatureKernel CreateKernel(SpectrumPool spectra);

    private protected static void Require(bool condition, FormattableString problem)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant(problem));
        }
    }
}

/// <summary>Specifies the position of frames and the padding outside the clip.</summary>
public enum FramePadding
{
    /// <summary>Centred frames; zeros outside the clip. librosa's default, pad_mode="constant".</summary>
    Zeros,

    /// <summary>Centred frames; the first or last sample is repeated outside the clip. pad_mode="edge".</summary>
    Edge,

    /// <summary>
    /// Centred frames; the clip is mirrored at its ends, without repeating the end sample. pad_mode="reflect", torch's default.
    /// </summary>
    Reflect,

    /// <summary>The first frame starts at the first sample, and only complete frames count. center=False.</summary>
    None,
}
