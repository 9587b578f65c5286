namespace GenreNet.Core.Features;

/// <summary>The frequency below which most of the magnitude of a frame lies. One value a frame, in Hz: always that of a bin.</summary>
/// <remarks>As librosa.feature.spectral_rolloff.</remarks>
public sealed record SpectralRolloffOptions : SpectralOptions
{
    /// <summary>The share of the magnitude, above 0 and below 1. Default 0.85.</summary>
    public double Share { get; init; } = 0.85;

    /// <inheritdoc/>
    public override int ValueCount => 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Share is > 0 and < 1, $"The share of the roll-off must lie between 0 and 1, not be {Share}.");
    }

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralRolloffKernel(this, spectra.For(this));
}
