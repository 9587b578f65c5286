using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="RmsOptions"/>.</summary>
internal sealed unsafe class RmsKernel(RmsOptions options) : FeatureKernel
{
    public override int ValueCount => 1;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float* samples = block.Samples(options);
        for (int lane = 0; lane < block.FrameCount; lane++)
        {
            var frame = new ReadOnlySpan<float>(samples + ((nint)lane * block.HopLength), options.FrameLength);
            cells[lane] = MathF.Sqrt(DotProduct.Of(frame, frame) / options.FrameLength);
        }
    }
}
