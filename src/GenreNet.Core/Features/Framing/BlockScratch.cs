using System.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Holds the scratch memory for blocks of frames: one allocation per clip.</summary>
internal readonly unsafe ref struct BlockScratch
{
    private readonly LaneBuffer _memory;

    /// <summary>Allocates the memory.</summary>
    /// <param name="needs">Required sizes.</param>
    public BlockScratch(BlockNeeds needs)
    {
        _memory = new LaneBuffer(needs.PaddedLength + needs.TransformLength + (3 * needs.BinCount));
        Padded = _memory.Start;
        Transform = Padded + ((nint)needs.PaddedLength * Vector<float>.Count);
        Power = Transform + ((nint)needs.TransformLength * Vector<float>.Count);
        Magnitude = Power + ((nint)needs.BinCount * Vector<float>.Count);
        Kernel = Magnitude + ((nint)needs.BinCount * Vector<float>.Count);
    }

    /// <summary>Gets the memory for samples with padding outside the clip.</summary>
    public float* Padded { get; }

    /// <summary>Gets the memory for computing spectra.</summary>
    public float* Transform { get; }

    /// <summary>Gets the memory for powers.</summary>
    public float* Power { get; }

    /// <summary>Gets the memory for magnitudes.</summary>
    public float* Magnitude { get; }

    /// <summary>Gets the memory for a kernel's own use.</summary>
    public float* Kernel { get; }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory.Dispose();
}

/// <summary>Specifies the memory that a block needs, in vectors.</summary>
/// <param name="PaddedLength">Length for the padded samples of all SIMD lanes.</param>
/// <param name="TransformLength">Length for computing a spectrum.</param>
/// <param name="BinCount">Length for the bins of a spectrum.</param>
internal readonly record struct BlockNeeds(int PaddedLength, int TransformLength, int BinCount)
{
    /// <summary>Computes the maximum over all features.</summary>
    public static BlockNeeds Of(IReadOnlyList<FrameOptions> features, IReadOnlyList<LaneSpectrum> spectra)
    {
        (int padded, int transform, int bins) = (0, 0, 1);
        foreach (FrameOptions feature in features)
        {
            padded = Math.Max(padded, ((((LaneFrames.Count - 1) * feature.HopLength) + feature.FrameSpan) / LaneFrames.Count) + 1);
        }

        foreach (LaneSpectrum spectrum in spectra)
        {
            transform = Math.Max(transform, spectrum.ScratchLength);
            bins = Math.Max(bins, spectrum.BinCount);
        }

        return new BlockNeeds(padded, transform, bins);
    }
}
