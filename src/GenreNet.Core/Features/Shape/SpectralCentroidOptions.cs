namespace GenreNet.Core.Features;

/// <summary>The mean frequency of a frame, weighted by magnitude. One value a frame, in Hz; 0 in silence.</summary>
/// <remarks>As librosa.feature.spectral_centroid.</remarks>
public sealed record SpectralCentroidOptions : SpectralOptions
{
    /// <inheritdoc/>
    public override int ValueCount => 1;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralCentroidKernel(this, spectra.For(this));
}
