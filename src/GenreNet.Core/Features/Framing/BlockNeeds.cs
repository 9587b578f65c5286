using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>How much memory a block takes, in vectors.</summary>
/// <param name="PaddedLength">For the samples of all lanes.</param>
/// <param name="TransformLength">For computing a spectrum.</param>
/// <param name="BinCount">For the bins of a spectrum.</param>
internal readonly record struct BlockNeeds(int PaddedLength, int TransformLength, int BinCount)
{
    /// <summary>The largest of what the features need.</summary>
    public static BlockNeeds Of(IReadOnlyList<FrameOptions> features, IReadOnlyList<LaneSpectrum> spectra) => new(
        features.Max(f => ((((LaneFrames.Count - 1) * f.HopLength) + f.FrameSpan) / LaneFrames.Count) + 1),
        spectra.Select(s => s.ScratchLength).DefaultIfEmpty(0).Max(),
        spectra.Select(s => s.BinCount).DefaultIfEmpty(1).Max());
}
