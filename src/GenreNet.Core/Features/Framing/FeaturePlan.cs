using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>The kernels of an extractor, and where the cells and values of each lie. Immutable and thread-safe.</summary>
internal sealed unsafe class FeaturePlan
{
    private readonly FeatureKernel[] _kernels;
    private readonly int _hop;

    /// <summary>Makes the kernels; those that are taken from the same spectra share them.</summary>
    /// <param name="features">Valid settings that agree on where frames lie.</param>
    public FeaturePlan(IReadOnlyList<FrameOptions> features)
    {
        var spectra = new SpectrumPool(features);
        _kernels = [.. features.Select(f => f.CreateKernel(spectra))];
        _hop = features[0].HopLength;
        Needs = BlockNeeds.Of(features, spectra.All);
        CellCount = _kernels.Sum(k => k.CellCount);
        ValueCount = _kernels.Sum(k => k.ValueCount);
        RoomLength = _kernels.Max(k => k.ValueCount);
        IsRelativeToClip = _kernels.Any(k => k.IsRelativeToClip);
    }

    /// <summary>Memory that a block is worked on in.</summary>
    public BlockNeeds Needs { get; }

    /// <summary>Cells of a block, in vectors.</summary>
    public int CellCount { get; }

    /// <summary>Values of a frame.</summary>
    public int ValueCount { get; }

    /// <summary>Vectors of room that <see cref="Finish"/> needs.</summary>
    public int RoomLength { get; }

    /// <summary>Whether the whole clip has to be analysed before the first value is known.</summary>
    public bool IsRelativeToClip { get; }

    /// <summary>Room for what has to be known of a clip.</summary>
    public int KernelCount => _kernels.Length;

    /// <summary>Makes the cells of a block.</summary>
    /// <param name="window">The samples.</param>
    /// <param name="firstFrame">The block's first frame.</param>
    /// <param name="frameCount">Its frames.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <param name="cells">Receives <see cref="CellCount"/> vectors.</param>
    public void Analyze(SampleWindow window, long firstFrame, int frameCount, BlockScratch scratch, float* cells)
    {
        var block = new FrameBlock(window, firstFrame, frameCount, _hop, scratch);
        foreach (FeatureKernel kernel in _kernels)
        {
            kernel.Analyze(ref block, cells);
            cells += (nint)kernel.CellCount * LaneFrames.Count;
        }
    }

    /// <summary>Takes the cells of a block into account.</summary>
    public void Measure(float* cells, Span<ClipLevel> levels)
    {
        for (int i = 0; i < _kernels.Length; i++)
        {
            if (_kernels[i].IsRelativeToClip)
            {
                _kernels[i].Measure(cells, ref levels[i]);
            }

            cells += (nint)_kernels[i].CellCount * LaneFrames.Count;
        }
    }

    /// <summary>Makes rows of the cells of a block.</summary>
    /// <param name="cells">The cells; spoilt.</param>
    /// <param name="levels">The clip, measured.</param>
    /// <param name="frameCount">Frames of the block.</param>
    /// <param name="room"><see cref="RoomLength"/> vectors.</param>
    /// <param name="rows">Receives <c>[frames, values]</c>.</param>
    public void Finish(float* cells, Span<ClipLevel> levels, int frameCount, float* room, float* rows)
    {
        for (int i = 0; i < _kernels.Length; i++)
        {
            float* values = _kernels[i].Finish(cells, ref levels[i], room);
            LaneRows.Store(values, _kernels[i].ValueCount, frameCount, rows, ValueCount);
            cells += (nint)_kernels[i].CellCount * LaneFrames.Count;
            rows += _kernels[i].ValueCount;
        }
    }
}
