using System.Text.Json.Serialization;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>The settings of the mel filter bank.</summary>
public abstract record MelOptions : SpectralOptions
{
    private protected MelOptions()
    {
    }

    /// <summary>Mel bands, from 1 to 4096. Default 128.</summary>
    public int MelCount { get; init; } = 128;

    /// <summary>Lower edge of the lowest mel band in Hz, zero or more. Default 0.</summary>
    public double MinimumHz { get; init; }

    /// <summary>Upper edge of the highest mel band in Hz, at most half the sample rate; null, the default, means just that.</summary>
    public double? MaximumHz { get; init; }

    /// <summary>The mel scale. Default Slaney's.</summary>
    public MelFormula MelFormula { get; init; } = MelFormula.Slaney;

    /// <summary>The height of the triangles. Default Slaney's.</summary>
    public MelNormalization MelNormalization { get; init; } = MelNormalization.Slaney;

    /// <summary>The axis along which the sides of the triangles are straight. Default Hz.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MelTriangleScale TriangleScale { get; init; }

    /// <summary>How far below the loudest cell of the clip the quietest may be, in dB; null for no limit. Default 80.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // A null that is left out is read as the default.
    public double? TopDecibels { get; init; } = 80;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(MelCount is >= 1 and <= 4096, $"The number of mel bands must be from 1 to 4096, not {MelCount}.");
        double maximum = MaximumHz ?? (SampleRate / 2.0);
        Require(
            MinimumHz >= 0 && MinimumHz < maximum && maximum <= SampleRate / 2.0,
            $"The mel bands must lie between 0 Hz and half the sample rate ({SampleRate / 2.0} Hz), not from {MinimumHz} to {maximum} Hz.");
        Require(Enum.IsDefined(MelFormula), $"The mel formula must be Slaney, Htk or Kaldi, not {MelFormula}.");
        Require(Enum.IsDefined(MelNormalization), $"The mel normalisation must be Slaney or None, not {MelNormalization}.");
        Require(Enum.IsDefined(TriangleScale), $"The triangle scale must be Hertz or Mel, not {TriangleScale}.");
        Require(
            TopDecibels is null or (>= 0 and <= 10000),
            $"The range in decibels must be from 0 to 10000, or null for no limit, not {TopDecibels}.");
    }

    /// <summary>The filters with these settings.</summary>
    internal MelFilterBank CreateFilters() =>
        new(SampleRate, FftLength, MelCount, MinimumHz, MaximumHz ?? (SampleRate / 2.0), MelFormula, MelNormalization, TriangleScale);
}
