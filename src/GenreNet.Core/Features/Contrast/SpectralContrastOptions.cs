namespace GenreNet.Core.Features;

/// <summary>
/// Settings of spectral contrast: the difference between peaks and valleys in octave bands. Values per frame: <see cref="BandCount"/> + 1,
/// in dB.
/// </summary>
/// <remarks>
/// Jiang et al., "Music type classification by spectral contrast feature" (2002), as in librosa.feature.spectral_contrast. The lowest band
/// ends at <see cref="MinimumHz"/>, each further band spans an octave, and the last extends to half the sample rate. Immutable.
/// </remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record SpectralContrastOptions : SpectralOptions
{
    /// <summary>Gets the upper edge of the lowest band in Hz, above zero. Default 200.</summary>
    public double MinimumHz { get; init; } = 200;

    /// <summary>Gets the number of octaves above <see cref="MinimumHz"/>, from 1 to 16. Default 6.</summary>
    public int BandCount { get; init; } = 6;

    /// <summary>Gets the fraction of a band's bins averaged for its peak, and for its valley; above 0 and below 1. Default 0.02.</summary>
    public double Quantile { get; init; } = 0.02;

    /// <summary>Gets a value indicating whether the contrast is the difference of magnitudes instead of decibels. Default false.</summary>
    public bool IsLinear { get; init; }

    /// <inheritdoc/>
    public override int ValueCount => BandCount + 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(BandCount is >= 1 and <= 16, $"The number of octaves must be from 1 to 16, not {BandCount}.");
        double highest = MinimumHz * Math.Pow(2, BandCount - 1);
        Require(
            MinimumHz > 0 && highest < SampleRate / 2.0,
            $"The last band begins at {highest} Hz, but must begin between 0 and half the sample rate ({SampleRate / 2.0} Hz): use fewer octaves or a lower first edge.");
        Require(Quantile is > 0 and < 1, $"The quantile must be between 0 and 1, not {Quantile}.");
    }

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralContrastKernel(this, spectra.For(this));
}
