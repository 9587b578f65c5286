using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Holds the kernels of an extractor and the layout of their cells and values. Immutable and thread-safe.</summary>
internal sealed unsafe class FeaturePlan
{
    private readonly FeatureKernel[] _kernels;
    private readonly int _hop;

    /// <summary>Creates the kernels; kernels with the same spectrum settings share a transform.</summary>
    /// <param name="features">Valid settings with aligned frames.</param>
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
        FinishesBeforeClip = _kernels.All(k => k.FinishesBeforeClip);
    }

    /// <summary>Gets the memory that a block needs.</summary>
    public BlockNeeds Needs { get; }

    /// <summary>Gets the number of cells of a block, in vectors.</summary>
    public int CellCount { get; }

    /// <summary>Gets the number of values per frame.</summary>
    public int ValueCount { get; }

    /// <summary>Gets the number of vectors of scratch memory that <see cref="Finish"/> needs.</summary>
    public int RoomLength { get; }

    /// <summary>Gets a value indicating whether the complete clip must be analysed before the first value is known.</summary>
    public bool IsRelativeToClip { get; }

    /// <summary>Gets a value indicating whether rows can be stored before the clip is measured; <see cref="Limit"/> completes them.</summary>
    public bool FinishesBeforeClip { get; }

    /// <summary>Gets the number of kernels, and of clip levels.</summary>
    public int KernelCount => _kernels.Length;

    /// <summary>Computes the cells of a block.</summary>
    /// <param name="window">Samples that contain the block.</param>
    /// <param name="firstFrame">Index of the block's first frame.</param>
    /// <param name="frameCount">Number of frames in the block.</param>
    /// <param name="scratch">Scratch memory.</param>
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

    /// <summary>Updates the clip levels from the cells of a block.</summary>
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

    /// <summary>Converts the cells of a block to rows. Their range is not limited yet.</summary>
    /// <param name="cells">Cells of the block; overwritten.</param>
    /// <param name="levels">Levels of the complete clip; unknown if <see cref="FinishesBeforeClip"/>.</param>
    /// <param name="frameCount">Number of frames in the block.</param>
    /// <param name="room">Scratch memory of <see cref="RoomLength"/> vectors.</param>
    /// <param name="rows">Receives <c>[frames, values]</c>.</param>
    public void Finish(float* cells, Span<ClipLevel> levels, int frameCount, float* room, float* rows)
    {
        for (int i = 0; i < _kernels.Length; i++)
        {
            _kernels[i].Store(cells, ref levels[i], frameCount, room, rows, ValueCount);
            cells += (nint)_kernels[i].CellCount * LaneFrames.Count;
            rows += _kernels[i].ValueCount;
        }
    }

    /// <summary>Limits the range of the values, as the last step.</summary>
    /// <param name="levels">Levels of the complete clip.</param>
    /// <param name="frameCount">Number of rows.</param>
    /// <param name="rows">Rows from <see cref="Finish"/>; completed in place.</param>
    public void Limit(Span<ClipLevel> levels, int frameCount, float* rows)
    {
        if (!IsRelativeToClip)
        {
            return;
        }

        for (int frame = 0; frame < frameCount; frame++)
        {
            for (int i = 0; i < _kernels.Length; i++)
            {
                _kernels[i].Limit(rows, ref levels[i]);
                rows += _kernels[i].ValueCount;
            }
        }
    }
}
