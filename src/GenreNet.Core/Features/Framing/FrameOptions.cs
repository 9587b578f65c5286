using System.Text.Json.Serialization;

namespace GenreNet.Core.Features;

/// <summary>How a clip is cut into frames: what all features have in common.</summary>
public abstract record FrameOptions
{
    /// <summary>Longest hop in samples.</summary>
    public const int MaximumHopLength = 1 << 20;

    private protected FrameOptions()
    {
    }

    /// <summary>Samples per second of the audio, from 1. Default 22 050.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>Samples from one frame to the next, from 1 to 1 048 576. Default 512 (23 ms).</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>Where frames lie, and what is heard outside the clip. Default: centred, silence.</summary>
    public FramePadding Padding { get; init; } = FramePadding.Zeros;

    /// <summary>Samples a frame.</summary>
    [JsonIgnore]
    public abstract int FrameSpan { get; }

    /// <summary>
    /// The coefficient c of the pre-emphasis y[t] = x[t+1] - c x[t] that the clip goes through before it is framed; 0 for none.
    /// </summary>
    [JsonIgnore]
    internal virtual double FramePreEmphasis => 0;

    /// <summary>
    /// Samples by which the framed signal is shorter than the clip: the last sample has no successor to be emphasised against.
    /// </summary>
    [JsonIgnore]
    internal int LostSamples => FramePreEmphasis == 0 ? 0 : 1;

    /// <summary>Numbers that the feature has for each frame.</summary>
    [JsonIgnore]
    public abstract int ValueCount { get; }

    /// <summary>Frames of a clip: <c>1 + sampleCount / HopLength</c>, the last one centred at or before its end; of uncentred frames the whole ones.</summary>
    /// <param name="sampleCount">Samples of the clip, zero or more.</param>
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
    /// <exception cref="ArgumentException">They do not; the message says which and why.</exception>
    public virtual void Validate()
    {
        Require(SampleRate >= 1, $"The sample rate must be at least 1 Hz, not {SampleRate}.");
        Require(HopLength is >= 1 and <= MaximumHopLength, $"The hop length must be from 1 to {MaximumHopLength} samples, not {HopLength}.");
        Require(Enum.IsDefined(Padding), $"The padding must be Zeros, Edge, Reflect or None, not {Padding}.");
    }

    /// <summary>What computes the feature; the settings are valid.</summary>
    /// <param name="spectra">Where transforms are shared.</param>
    internal abstract FeatureKernel CreateKernel(SpectrumPool spectra);

    private protected static void Require(bool condition, FormattableString problem)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant(problem));
        }
    }
}
