using System.Text.Json.Serialization;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Base settings of features that use a mel filter bank.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public abstract record MelOptions : SpectralOptions
{
    private protected MelOptions()
    {
    }

    /// <summary>Gets the number of mel bands, from 1 to 4096. Default 128.</summary>
    public int MelCount { get; init; } = 128;

    /// <summary>Gets the lower edge of the lowest mel band in Hz, zero or more. Default 0.</summary>
    public double MinimumHz { get; init; }

    /// <summary>
    /// Gets the upper edge of the highest mel band in Hz, at most half the sample rate; null, the default, means half the sample rate.
    /// </summary>
    public double? MaximumHz { get; init; }

    /// <summary>Gets the mel scale. Default Slaney's.</summary>
    public MelFormula MelFormula { get; init; } = MelFormula.Slaney;

    /// <summary>Gets the normalization of the triangular filters. Default Slaney's.</summary>
    public MelNormalization MelNormalization { get; init; } = MelNormalization.Slaney;

    /// <summary>Gets the frequency axis on which the sides of the triangular filters are straight. Default Hz.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MelTriangleScale TriangleScale { get; init; }

    /// <summary>
    /// Gets the dynamic range in dB: cells further below the loudest cell of the clip are raised to this limit; null for no limit. Default
    /// 80.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // A null that is omitted would be read as the default.
    public double? TopDecibels { get; init; } = 80;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(MelCount is >= 1 and <= 4096, $"The number of mel bands must be from 1 to 4096, not {MelCount}.");
        double maximum = MaximumHz ?? (SampleRate / 2.0);
        Require(
            MinimumHz >= 0 && MinimumHz < maximum && maximum <= SampleRate / 2.0,
            $"The mel bands must be between 0 Hz and half the sample rate ({SampleRate / 2.0} Hz), not from {MinimumHz} to {maximum} Hz.");
        Require(Enum.IsDefined(MelFormula), $"The mel formula must be Slaney, Htk or Kaldi, not {MelFormula}.");
        Require(Enum.IsDefined(MelNormalization), $"The mel normalisation must be Slaney or None, not {MelNormalization}.");
        Require(Enum.IsDefined(TriangleScale), $"The triangle scale must be Hertz or Mel, not {TriangleScale}.");
        Require(
            TopDecibels is null or (>= 0 and <= 10000),
            $"The range in decibels must be from 0 to 10000, or null for no limit, not {TopDecibels}.");
    }

    /// <summary>Creates the filters for these settings.</summary>
    internal MelFilterBank CreateFilters() =>
        new(SampleRate, FftLength, MelCount, MinimumHz, MaximumHz ?? (SampleRate / 2.0), MelFormula, MelNormalization, TriangleScale);
}
