using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes MFCCs, in the steps of librosa.feature.mfcc. The cells are mel bands in decibels.</summary>
/// <remarks>
/// <see cref="Analyze"/> performs steps 1 to 5 for a block of frames, one frame per SIMD lane. The floor of step 5 depends on the loudest
/// band of the clip, so <see cref="Finish"/> applies it and performs step 6 when the complete clip has been measured.
/// </remarks>
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

    /// <summary>Computes the mel bands in decibels.</summary>
    public override void Analyze(ref FrameBlock block, float* cells)
    {
        // 1. Frame: the samples around the centre of each frame, HopLength apart and padded at the ends of the clip (FrameBlock.Samples).
        // 2. Window: the samples of a frame times a Hann window (LaneFrames.Load).
        // 3. FFT and power: the squared magnitude of each bin (LaneTransform, PowerSink). Features with the same window share these steps.
        float* power = block.Power(_options, _spectrum);

        // 4. Mel: the power in each triangular band.
        float* bands = cells;
        _filters.ApplyLanes(power, bands);

        // 5. Decibels: 10 log10 of each band, at least -100.
        ClipFloor.FromPower(bands, CellCount);
    }

    /// <summary>Finds the loudest band of the clip, for the floor of step 5.</summary>
    public override void Measure(float* cells, ref ClipLevel level) => ClipFloor.Measure(cells, CellCount, ref level.Loudest);

    /// <summary>Computes the coefficients.</summary>
    public override float* Finish(float* cells, ref ClipLevel level, float* values)
    {
        // 5. Decibels, second half: bands more than TopDecibels below the loudest band of the clip are raised to that level.
        _floor.Apply(cells, CellCount * Vector<float>.Count, level.Loudest);

        // 6. DCT: the first coefficients of the orthonormal type II cosine transform over the bands; then the lifter, if there is one.
        _cosines.ApplyLanes(cells, values);
        Lift(values);
        return values;
    }

    [MethodImpl(HotLoop.Options)]
    private void Lift(float* values)
    {
        for (int i = 0; i < _lifter.Length; i++)
        {
            float* value = values + ((nint)i * Vector<float>.Count);
            (Vector.Load(value) * _lifter[i]).Store(value);
        }
    }
}
