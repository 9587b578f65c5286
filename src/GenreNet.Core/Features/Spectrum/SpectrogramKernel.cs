using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
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
        if (options.Scale == SpectrumScale.Magnitude)
        {
            int length = ValueCount * LaneFrames.Count;
            new ReadOnlySpan<float>(block.Magnitude(options, spectrum), length).CopyTo(new Span<float>(cells, length));
        }
        else
        {
            block.CopyPower(options, spectrum, cells);
        }
    }

    public override void Measure(float* cells, ref ClipLevel level) => ClipFloor.Measure(cells, ValueCount, ref level.Loudest);

    public override void Store(float* cells, ref ClipLevel level, int frameCount, float* room, float* rows, nint stride)
    {
        if (options.Scale == SpectrumScale.Decibels)
        {
            LaneRows.Store<PowerDecibels>(cells, ValueCount, frameCount, rows, stride);
        }
        else
        {
            LaneRows.Store(cells, ValueCount, frameCount, rows, stride);
        }
    }

    [MethodImpl(HotLoop.Options)]
    public override void Limit(float* row, ref ClipLevel level) =>
        floor.Apply(row, ValueCount, Decibels.Of(new Vector<float>(level.Loudest))[0]);
}
