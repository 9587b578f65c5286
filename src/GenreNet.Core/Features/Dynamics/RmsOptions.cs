using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Settings of the root mean square of the samples of a frame. One value per frame, 0 to 1 at full scale.</summary>
/// <remarks>As in librosa.feature.rms(y=y). Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record RmsOptions : FrameOptions
{
    /// <summary>Gets the frame length in samples, from 1 to 1 048 576. Default 2048.</summary>
    public int FrameLength { get; init; } = 2048;

    /// <inheritdoc/>
    public override int FrameSpan => FrameLength;

    /// <inheritdoc/>
    public override int ValueCount => 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(FrameLength is >= 1 and <= 1 << 20, $"The frame length must be from 1 to 1048576 samples, not {FrameLength}.");
    }

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new RmsKernel(this);
}

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
