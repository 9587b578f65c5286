using System.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="ChromaOptions"/> with the tuning estimated for the clip. The cells are the power spectrum.</summary>
internal sealed unsafe class EstimatedChromaKernel(ChromaOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    // One filter bank per possible tuning, created when first needed.
    private readonly ChromaFilterBank?[] _filters = new ChromaFilterBank?[PitchPeaks.TuningCount];
    private readonly PitchTracker _tracker = new(options.SampleRate, options.FftLength);

    public override int ValueCount => options.ClassCount;

    public override int CellCount => spectrum.BinCount;

    public override bool IsRelativeToClip => true;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        int length = spectrum.BinCount * Vector<float>.Count;
        new ReadOnlySpan<float>(block.Power(options, spectrum), length).CopyTo(new Span<float>(cells, length));
    }

    public override void Measure(float* cells, ref ClipLevel level)
    {
        level.Peaks ??= new PitchPeaks();
        _tracker.Collect(cells, level.Peaks);
    }

    public override float* Finish(float* cells, ref ClipLevel level, float* values)
    {
        level.Tuned ??= FiltersFor(level.Peaks);
        level.Tuned.ApplyLanes(cells, values);
        ChromaFrames.Normalize(values, ValueCount, options.Normalization);
        return values;
    }

    private ChromaFilterBank FiltersFor(PitchPeaks? peaks)
    {
        int step = peaks?.EstimateTuning(options.ClassCount) ?? PitchPeaks.InTune;
        ChromaFilterBank? filters = Volatile.Read(ref _filters[step]);
        if (filters is null)
        {
            // Two threads may both create a filter bank; they are equal, so either can be used.
            filters = new ChromaFilterBank(options.SampleRate, options.FftLength, options.ClassCount, PitchPeaks.TuningAt(step));
            Volatile.Write(ref _filters[step], filters);
        }

        return filters;
    }
}
