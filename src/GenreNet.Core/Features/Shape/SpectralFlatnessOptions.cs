namespace GenreNet.Core.Features;

/// <summary>Geometric by arithmetic mean of the power of a frame. One value a frame: near 0 for a tone, towards 1 for noise, 1 in silence.</summary>
/// <remarks>Powers below 1e-10 count as that, as in librosa.feature.spectral_flatness.</remarks>
public sealed record SpectralFlatnessOptions : SpectralOptions
{
    /// <inheritdoc/>
    public override int ValueCount => 1;

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralFlatnessKernel(this, spectra.For(this));
}
