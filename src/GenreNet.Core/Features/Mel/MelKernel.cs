using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="MelSpectrogramOptions"/>. The cells are the values before the floor is applied.</summary>
internal sealed unsafe class MelKernel(MelSpectrogramOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    private readonly MelFilterBank _filters = options.CreateFilters();
    private readonly ClipFloor _floor = options.Scale == SpectrumScale.Decibels ? new ClipFloor(options.TopDecibels, options.Reference) : default;

    public override int ValueCount => options.MelCount;

    public override bool IsRelativeToClip => _floor.IsRelativeToClip;

    public override bool FinishesBeforeClip => true;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        _filters.ApplyLanes(block.Power(options, spectrum), cells);
        if (options.Scale == SpectrumScale.Decibels)
        {
            ClipFloor.FromPower(cells, ValueCount);
        }

        options.Compression?.ApplyLanes(cells, ValueCount);
    }

    public override void Measure(float* cells, ref ClipLevel level) => ClipFloor.Measure(cells, ValueCount, ref level.Loudest);

    public override void Limit(float* row, ref ClipLevel level) => _floor.Apply(row, ValueCount, level.Loudest);
}
