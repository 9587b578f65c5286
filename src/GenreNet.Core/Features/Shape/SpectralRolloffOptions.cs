namespace GenreNet.Core.Features;

/// <summary>
/// Settings of spectral roll-off: the frequency below which most of the magnitude of a frame is. One value per frame, in Hz: always that of
/// a bin.
/// </summary>
/// <remarks>As in librosa.feature.spectral_rolloff.</remarks>
public sealed record SpectralRolloffOptions : SpectralOptions
{
    /// <summary>Gets the fraction of the magnitude below the roll-off, above 0 and below 1. Default 0.85.</summary>
    public double Share { get; init; } = 0.85;

    /// <inheritdoc/>
    public override int ValueCount => 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Share is > 0 and < 1, $"The roll-off share must be between 0 and 1, not {Share}.");
    }

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralRolloffKernel(this, spectra.For(this));
}
