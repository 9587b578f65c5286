using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="SpectrogramOptions"/>. The cells are the values before the floor is applied.</summary>
internal sealed unsafe class SpectrogramKernel(SpectrogramOptions options, LaneSpectrum spectrum, ClipFloor floor) : FeatureKernel
{
    public override int ValueCount => options.ValueCount;

    public override bool IsRelativeToClip => floor.IsRelativeToClip;

    public override bool FinishesBeforeClip => true;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        if (options.Scale == SpectrumScale.Power)
        {
            block.CopyPower(options, spectrum, cells);
            return;
        }

        var copy = new Span<float>(cells, ValueCount * LaneFrames.Count);
        if (options.Scale == SpectrumScale.Decibels)
        {
            Decibels.FromPower(new ReadOnlySpan<float>(block.Power(options, spectrum), copy.Length), copy);
        }
        else
        {
            new ReadOnlySpan<float>(block.Magnitude(options, spectrum), copy.Length).CopyTo(copy);
        }
    }

    public override void Measure(float* cells, ref ClipLevel level) => ClipFloor.Measure(cells, ValueCount, ref level.Loudest);

    public override void Limit(float* row, ref ClipLevel level) => floor.Apply(row, ValueCount, level.Loudest);
}
