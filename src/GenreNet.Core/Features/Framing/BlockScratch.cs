using System.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>The memory that blocks of frames are worked on in: one piece, taken once a clip.</summary>
internal readonly unsafe ref struct BlockScratch
{
    private readonly LaneBuffer _memory;

    /// <summary>Takes memory.</summary>
    /// <param name="needs">How much.</param>
    public BlockScratch(BlockNeeds needs)
    {
        _memory = new LaneBuffer(needs.PaddedLength + needs.TransformLength + (3 * needs.BinCount));
        Padded = _memory.Start;
        Transform = Padded + ((nint)needs.PaddedLength * Vector<float>.Count);
        Power = Transform + ((nint)needs.TransformLength * Vector<float>.Count);
        Magnitude = Power + ((nint)needs.BinCount * Vector<float>.Count);
        Kernel = Magnitude + ((nint)needs.BinCount * Vector<float>.Count);
    }

    /// <summary>Samples with what is heard outside the clip.</summary>
    public float* Padded { get; }

    /// <summary>Where spectra are computed.</summary>
    public float* Transform { get; }

    /// <summary>Powers.</summary>
    public float* Power { get; }

    /// <summary>Magnitudes.</summary>
    public float* Magnitude { get; }

    /// <summary>A kernel's own.</summary>
    public float* Kernel { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _memory.Dispose();
}
