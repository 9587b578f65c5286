using System.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="SpectralBandwidthOptions"/>.</summary>
internal sealed unsafe class SpectralBandwidthKernel(SpectralBandwidthOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    public override int ValueCount => 1;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float* magnitudes = block.Magnitude(options, spectrum);
        (Vector<float> centre, Vector<float> sum) = SpectralMoments.MeanBin(magnitudes, spectrum.BinCount);
        Vector<float> mean = SpectralMoments.Deviation(magnitudes, spectrum.BinCount, centre, options.Exponent) / sum;
        Vector<float> shares = options.Exponent == 2 ? Vector.SquareRoot(mean) : SpectralMoments.Power(mean, 1 / options.Exponent);
        (shares * ((float)options.SampleRate * spectrum.BinCount / options.FftLength)).Store(cells);
    }
}
