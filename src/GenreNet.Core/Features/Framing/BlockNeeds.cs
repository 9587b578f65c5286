using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Specifies the memory that a block needs, in vectors.</summary>
/// <param name="PaddedLength">Length for the padded samples of all SIMD lanes.</param>
/// <param name="TransformLength">Length for computing a spectrum.</param>
/// <param name="BinCount">Length for the bins of a spectrum.</param>
internal readonly record struct BlockNeeds(int PaddedLength, int TransformLength, int BinCount)
{
    /// <summary>Computes the maximum over all features.</summary>
    public static BlockNeeds Of(IReadOnlyList<FrameOptions> features, IReadOnlyList<LaneSpectrum> spectra) => new(
        features.Max(f => ((((LaneFrames.Count - 1) * f.HopLength) + f.FrameSpan) / LaneFrames.Count) + 1),
        spectra.Select(s => s.ScratchLength).DefaultIfEmpty(0).Max(),
        spectra.Select(s => s.BinCount).DefaultIfEmpty(1).Max());
}
