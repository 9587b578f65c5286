using System.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="SpectralCentroidOptions"/>.</summary>
internal sealed unsafe class SpectralCentroidKernel(SpectralCentroidOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    public override int ValueCount => 1;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float hertzPerBin = (float)options.SampleRate / options.FftLength;
        (Vector<float> bin, _) = SpectralMoments.MeanBin(block.Magnitude(options, spectrum), spectrum.BinCount);
        (bin * hertzPerBin).Store(cells);
    }
}
