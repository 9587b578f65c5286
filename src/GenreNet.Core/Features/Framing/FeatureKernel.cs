using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes one feature for a block of frames, one frame per SIMD lane. Immutable and thread-safe.</summary>
/// <remarks>
/// Works in steps, because some features depend on the complete clip (its loudest cell, its tuning): <see cref="Analyze"/> computes the
/// cells of each block, <see cref="Measure"/> inspects the cells of all blocks, <see cref="Finish"/> converts cells to values, and
/// <see cref="Limit"/> limits their range. A cell or value is a vector with one frame per SIMD lane until it is stored in the row of its
/// frame.
/// </remarks>
internal abstract unsafe class FeatureKernel
{
    /// <summary>Gets the number of values per frame.</summary>
    public abstract int ValueCount { get; }

    /// <summary>Gets the number of cells per frame between the two steps.</summary>
    public virtual int CellCount => ValueCount;

    /// <summary>Gets a value indicating whether the clip must be measured between the steps.</summary>
    public virtual bool IsRelativeToClip => false;

    /// <summary>
    /// Gets a value indicating whether <see cref="Finish"/> can be called before the clip is measured. Only <see cref="Limit"/> then depends
    /// on the complete clip.
    /// </summary>
    public virtual bool FinishesBeforeClip => !IsRelativeToClip;

    /// <summary>Computes the cells of a block.</summary>
    /// <param name="block">Frames to analyse.</param>
    /// <param name="cells">Receives <see cref="CellCount"/> vectors.</param>
    public abstract void Analyze(ref FrameBlock block, float* cells);

    /// <summary>Updates the clip level from the cells of a block.</summary>
    /// <param name="cells">Cells from <see cref="Analyze"/>; SIMD lanes without a frame contain the result for silence.</param>
    /// <param name="level">State of the clip so far; updated.</param>
    public virtual void Measure(float* cells, ref ClipLevel level)
    {
    }

    /// <summary>Converts cells to values.</summary>
    /// <param name="cells">Cells from <see cref="Analyze"/>; may be overwritten.</param>
    /// <param name="level">State of the complete clip; unknown if <see cref="FinishesBeforeClip"/>.</param>
    /// <param name="values">Memory for <see cref="ValueCount"/> vectors.</param>
    /// <returns>The address of the values: either <paramref name="values"/> or <paramref name="cells"/>.</returns>
    public virtual float* Finish(float* cells, ref ClipLevel level, float* values) => cells;

    /// <summary>Converts cells to values and stores them in the rows of their frames.</summary>
    /// <param name="cells">Cells from <see cref="Analyze"/>; may be overwritten.</param>
    /// <param name="level">State of the complete clip; unknown if <see cref="FinishesBeforeClip"/>.</param>
    /// <param name="frameCount">Number of frames in the block.</param>
    /// <param name="room">Scratch memory for <see cref="ValueCount"/> vectors.</param>
    /// <param name="rows">Address of the first value of the first frame.</param>
    /// <param name="stride">Number of values from one frame to the next.</param>
    public virtual void Store(float* cells, ref ClipLevel level, int frameCount, float* room, float* rows, nint stride) =>
        LaneRows.Store(Finish(cells, ref level, room), ValueCount, frameCount, rows, stride);

    /// <summary>Limits the range of values in place, as the last step.</summary>
    /// <param name="row">The <see cref="ValueCount"/> values of a frame.</param>
    /// <param name="level">State of the complete clip.</param>
    public virtual void Limit(float* row, ref ClipLevel level)
    {
    }
}
