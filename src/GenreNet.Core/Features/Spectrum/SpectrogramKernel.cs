using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="SpectrogramOptions"/>. The cells are the values before the floor is applied.</summary>
internal sealed unsafe class SpectrogramKernel(SpectrogramOptions options, LaneSpectrum spectrum, ClipFloor floor) : FeatureKernel
{
    public override int ValueCount => options.ValueCount;

    public override bool IsRelativeToClip => floor.IsRelativeToClip;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float* source = options.Scale == SpectrumScale.Magnitude ? block.Magnitude(options, spectrum) : block.Power(options, spectrum);
        var bins = new ReadOnlySpan<float>(source, ValueCount * LaneFrames.Count);
        var copy = new Span<float>(cells, bins.Length);
        if (options.Scale == SpectrumScale.Decibels)
        {
            Decibels.FromPower(bins, copy);
        }
        else
        {
            bins.CopyTo(copy);
        }
    }

    public override void Measure(float* cells, ref ClipLevel level) => ClipFloor.Measure(cells, ValueCount, ref level.Loudest);

    public override float* Finish(float* cells, ref ClipLevel level, float* values)
    {
        if (!IsRelativeToClip)
        {
            return cells;
        }

        // Not in place: the cells of a clip exceed the cache, and would have to be written to memory again.
        floor.Apply(cells, ValueCount, level.Loudest, values);
        return values;
    }
}
