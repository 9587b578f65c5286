using System.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="MfccOptions"/>. The cells are mel bands in decibels.</summary>
internal sealed unsafe class MfccKernel : FeatureKernel
{
    private readonly MfccOptions _options;
    private readonly LaneSpectrum _spectrum;
    private readonly MelFilterBank _filters;
    private readonly ClipFloor _floor;
    private readonly DiscreteCosineTransform _cosines;
    private readonly float[] _lifter;

    public MfccKernel(MfccOptions options, LaneSpectrum spectrum)
    {
        _options = options;
        _spectrum = spectrum;
        _filters = options.CreateFilters();
        _floor = new ClipFloor(options.TopDecibels, DecibelReference.One);
        _cosines = new DiscreteCosineTransform(options.MelCount, options.CoefficientCount);
        _lifter = options.Lifter == 0 ? [] : [.. Enumerable.Range(1, options.CoefficientCount)
            .Select(n => (float)(1 + (options.Lifter / 2 * Math.Sin(Math.PI * n / options.Lifter))))];
    }

    public override int ValueCount => _options.CoefficientCount;

    public override int CellCount => _options.MelCount;

    public override bool IsRelativeToClip => _floor.IsRelativeToClip;

    /// <summary>Computes the frame, window, power spectrum, mel bands and decibels.</summary>
    public override void Analyze(ref FrameBlock block, float* cells)
    {
        _filters.ApplyLanes(block.Power(_options, _spectrum), cells);
        ClipFloor.FromPower(cells, CellCount);
    }

    public override void Measure(float* cells, ref ClipLevel level) => ClipFloor.Measure(cells, CellCount, ref level.Loudest);

    /// <summary>Applies the floor, cosine transform and lifter.</summary>
    public override float* Finish(float* cells, ref ClipLevel level, float* values)
    {
        _floor.Apply(cells, CellCount, level.Loudest);
        _cosines.ApplyLanes(cells, values);
        for (int i = 0; i < _lifter.Length; i++)
        {
            float* value = values + ((nint)i * Vector<float>.Count);
            (Vector.Load(value) * _lifter[i]).Store(value);
        }

        return values;
    }
}
