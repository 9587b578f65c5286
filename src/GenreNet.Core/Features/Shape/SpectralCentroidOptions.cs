using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Settings of the spectral centroid: the mean frequency of a frame, weighted by magnitude. One value per frame, in Hz; 0 for silence.
/// </summary>
/// <remarks>As in librosa.feature.spectral_centroid. Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record SpectralCentroidOptions : SpectralOptions
{
    /// <inheritdoc/>
    public override int ValueCount => 1;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralCentroidKernel(this, spectra.For(this));
}

/// <summary>Computes <see cref="SpectralCentroidOptions"/>.</summary>
internal sealed unsafe class SpectralCentroidKernel(SpectralCentroidOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    public override int ValueCount => 1;

    [MethodImpl(HotLoop.Options)]
    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float hertzPerBin = (float)options.SampleRate / options.FftLength;
        (Vector<float> bin, _) = SpectralMoments.MeanBin(block.Magnitude(options, spectrum), spectrum.BinCount);
        (bin * hertzPerBin).Store(cells);
    }
}
