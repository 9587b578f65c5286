using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes <see cref="ChromaOptions"/> with a given tuning.</summary>
internal sealed unsafe class ChromaKernel(ChromaOptions options, LaneSpectrum spectrum, double tuning) : FeatureKernel
{
    private readonly ChromaFilterBank _filters = new(options.SampleRate, options.FftLength, options.ClassCount, tuning);

    public override int ValueCount => options.ClassCount;

    public override void Analyze(ref FrameBlock block, float* cells)
    {
        _filters.ApplyLanes(block.Power(options, spectrum), cells);
        ChromaFrames.Normalize(cells, ValueCount, options.Normalization);
    }
}
