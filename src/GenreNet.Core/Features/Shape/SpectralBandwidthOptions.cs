using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Settings of spectral bandwidth: the spread of the magnitudes of a frame about their centroid. One value per frame, in Hz.
/// </summary>
/// <remarks>
/// (sum of m[k] |f[k] - centroid|^p)^(1/p) with magnitudes normalized to a sum of one, as in librosa.feature.spectral_bandwidth. Immutable.
/// </remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record SpectralBandwidthOptions : SpectralOptions
{
    /// <summary>Gets the exponent p of the deviations, above 0 and up to 8. Default 2, the standard deviation.</summary>
    public double Exponent { get; init; } = 2;

    /// <inheritdoc/>
    public override int ValueCount => 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Exponent is > 0 and <= 8, $"The exponent must be above 0 and at most 8, not {Exponent}.");
    }

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralBandwidthKernel(this, spectra.For(this));
}

/// <summary>Computes <see cref="SpectralBandwidthOptions"/>.</summary>
internal sealed unsafe class SpectralBandwidthKernel(SpectralBandwidthOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    public override int ValueCount => 1;

    [MethodImpl(HotLoop.Options)]
    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float* magnitudes = block.Magnitude(options, spectrum);
        (Vector<float> centre, Vector<float> sum) = SpectralMoments.MeanBin(magnitudes, spectrum.BinCount);
        Vector<float> mean = SpectralMoments.Deviation(magnitudes, spectrum.BinCount, centre, options.Exponent) / sum;
        Vector<float> shares = options.Exponent == 2 ? Vector.SquareRoot(mean) : SpectralMoments.Power(mean, 1 / options.Exponent);
        (shares * ((float)options.SampleRate * spectrum.BinCount / options.FftLength)).Store(cells);
    }
}
