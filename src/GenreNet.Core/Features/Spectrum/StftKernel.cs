using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="StftOptions"/>.</summary>
internal sealed unsafe class StftKernel(StftOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    public override int ValueCount => options.ValueCount;

    public override void Analyze(ref FrameBlock block, float* cells) => block.Complex(options, spectrum, cells);
}
