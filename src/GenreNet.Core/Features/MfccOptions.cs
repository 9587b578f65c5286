using System.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Settings of <see cref="MfccExtractor"/>. What is not a setting follows librosa's defaults.</summary>
/// <remarks>
/// Fixed: centred frames padded with zeros, periodic Hann window, power spectrum, Slaney's mel scale and normalisation,
/// decibels relative to 1 with a floor of 1e-10, orthonormal cosine transform of type II.
/// </remarks>
public sealed record MfccOptions
{
    /// <summary>The usual settings for music: 13 coefficients at 22 050 Hz.</summary>
    public static MfccOptions Default { get; } = new();

    /// <summary>Samples per second of the audio. Default 22 050.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>Coefficients per frame, from 1 to <see cref="MelCount"/>. Default 13.</summary>
    public int CoefficientCount { get; init; } = 13;

    /// <summary>Samples per frame, a power of two from 16 to 65 536. Default 2048 (93 ms).</summary>
    public int FftLength { get; init; } = 2048;

    /// <summary>Samples from one frame to the next, from 1 to 1 048 576. Default 512 (23 ms).</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>Mel bands, from 1 to 4096. Default 128.</summary>
    public int MelCount { get; init; } = 128;

    /// <summary>Lower edge of the lowest mel band in Hz, zero or more. Default 0.</summary>
    public double MinimumHz { get; init; }

    /// <summary>Upper edge of the highest mel band in Hz, at most half the sample rate; null, the default, means just that.</summary>
    public double? MaximumHz { get; init; }

    /// <summary>How far below the loudest cell of the clip the quietest may be, in dB; null for no limit. Default 80.</summary>
    public double? TopDecibels { get; init; } = 80;

    /// <summary>Frames of a clip, the last one centred at or before its end: <c>1 + sampleCount / HopLength</c>.</summary>
    /// <param name="sampleCount">Samples of the clip, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int FrameCount(int sampleCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleCount);
        return 1 + (sampleCount / HopLength);
    }

    /// <summary>Checks that the settings are in range and fit together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which and why.</exception>
    public void Validate()
    {
        Require(SampleRate >= 1, $"The sample rate must be at least 1 Hz, not {SampleRate}.");
        Require(
            FftLength is >= 16 and <= 65536 && BitOperations.IsPow2(FftLength),
            $"The FFT length must be a power of two from 16 to 65536, not {FftLength}.");
        Require(HopLength is >= 1 and <= 1 << 20, $"The hop length must be from 1 to 1048576 samples, not {HopLength}.");
        Require(MelCount is >= 1 and <= 4096, $"The number of mel bands must be from 1 to 4096, not {MelCount}.");
        Require(
            CoefficientCount >= 1 && CoefficientCount <= MelCount,
            $"The number of coefficients must be from 1 to the {MelCount} mel bands, not {CoefficientCount}.");
        double maximum = MaximumHz ?? (SampleRate / 2.0);
        Require(
            MinimumHz >= 0 && MinimumHz < maximum && maximum <= SampleRate / 2.0,
            $"The mel bands must lie between 0 Hz and half the sample rate ({SampleRate / 2.0} Hz), not from {MinimumHz} to {maximum} Hz.");
        Require(
            TopDecibels is null or (>= 0 and <= 10000),
            $"The range in decibels must be from 0 to 10000, or null for no limit, not {TopDecibels}.");
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ArgumentException(problem);
        }
    }
}
