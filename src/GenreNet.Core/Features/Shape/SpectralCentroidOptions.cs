namespace GenreNet.Core.Features;

/// <summary>
/// Settings of the spectral centroid: the mean frequency of a frame, weighted by magnitude. One value per frame, in Hz; 0 for silence.
/// </summary>
/// <remarks>As in librosa.feature.spectral_centroid.</remarks>
public sealed record SpectralCentroidOptions : SpectralOptions
{
    /// <inheritdoc/>
    public override int ValueCount => 1;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralCentroidKernel(this, spectra.For(this));
}
