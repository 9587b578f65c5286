using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="SpectralContrastOptions"/>. The cells are the peaks of all bands, then the valleys.</summary>
internal sealed unsafe class SpectralContrastKernel(SpectralContrastOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    // The defaults of librosa.power_to_db, which librosa's spectral contrast uses.
    private static readonly ClipFloor Floor = new(80, DecibelReference.One);

    private readonly ContrastBand[] _bands = ContrastBand.All(options);

    public override int ValueCount => options.ValueCount;

    public override int CellCount => 2 * ValueCount;

    public override bool IsRelativeToClip => !options.IsLinear;

    [MethodImpl(HotLoop.Options)]
    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float* power = block.Power(options, spectrum);
        for (int band = 0; band < _bands.Length; band++)
        {
            // The square root is monotonic, so it is needed only for the selected values.
            (Vector<float> peak, Vector<float> valley) = ExtremeValues.MeanRoots(power, _bands[band], block.Scratch);
            peak.Store(cells + ((nint)band * Vector<float>.Count));
            valley.Store(cells + ((nint)(ValueCount + band) * Vector<float>.Count));
        }

        if (!options.IsLinear)
        {
            ClipFloor.FromPower(cells, CellCount);
        }
    }

    public override void Measure(float* cells, ref ClipLevel level)
    {
        ClipFloor.Measure(cells, ValueCount, ref level.Loudest);
        ClipFloor.Measure(Valleys(cells), ValueCount, ref level.LoudestValley);
    }

    [MethodImpl(HotLoop.Options)]
    public override float* Finish(float* cells, ref ClipLevel level, float* values)
    {
        if (IsRelativeToClip)
        {
            Floor.Apply(cells, ValueCount * Vector<float>.Count, level.Loudest);
            Floor.Apply(Valleys(cells), ValueCount * Vector<float>.Count, level.LoudestValley);
        }

        for (int band = 0; band < ValueCount; band++)
        {
            nint at = (nint)band * Vector<float>.Count;
            (Vector.Load(cells + at) - Vector.Load(Valleys(cells) + at)).Store(values + at);
        }

        return values;
    }

    private float* Valleys(float* cells) => cells + ((nint)ValueCount * Vector<float>.Count);
}
