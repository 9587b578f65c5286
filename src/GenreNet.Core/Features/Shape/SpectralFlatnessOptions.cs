namespace GenreNet.Core.Features;

/// <summary>
/// Settings of spectral flatness: the geometric mean divided by the arithmetic mean of the power of a frame. One value per frame: near 0
/// for a tone, close to 1 for noise, 1 for silence.
/// </summary>
/// <remarks>Powers below 1e-10 are raised to 1e-10, as in librosa.feature.spectral_flatness.</remarks>
public sealed record SpectralFlatnessOptions : SpectralOptions
{
    /// <inheritdoc/>
    public override int ValueCount => 1;

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralFlatnessKernel(this, spectra.For(this));
}
