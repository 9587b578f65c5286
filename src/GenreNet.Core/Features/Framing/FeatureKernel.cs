namespace GenreNet.Core.Features;

/// <summary>Computes one feature for as many frames at once as a vector has lanes. Immutable and thread-safe.</summary>
/// <remarks>
/// In two steps, because some features depend on the whole clip (its loudest cell, its tuning): <see cref="Analyze"/> makes cells
/// of each block, <see cref="Measure"/> looks at the cells of all blocks, <see cref="Finish"/> makes values of cells.
/// A cell or value is a vector, a lane a frame.
/// </remarks>
internal abstract unsafe class FeatureKernel
{
    /// <summary>Values of a frame.</summary>
    public abstract int ValueCount { get; }

    /// <summary>Cells of a frame between the two steps.</summary>
    public virtual int CellCount => ValueCount;

    /// <summary>Whether the clip has to be measured between the steps.</summary>
    public virtual bool IsRelativeToClip => false;

    /// <summary>Makes cells.</summary>
    /// <param name="block">The frames.</param>
    /// <param name="cells">Receives <see cref="CellCount"/> vectors.</param>
    public abstract void Analyze(ref FrameBlock block, float* cells);

    /// <summary>Takes a block into account.</summary>
    /// <param name="cells">What <see cref="Analyze"/> made; lanes without a frame hold what silence gives.</param>
    /// <param name="level">What is known of the clip so far.</param>
    public virtual void Measure(float* cells, ref ClipLevel level)
    {
    }

    /// <summary>Makes values.</summary>
    /// <param name="cells">What <see cref="Analyze"/> made; may be spoilt.</param>
    /// <param name="level">The whole clip, measured.</param>
    /// <param name="values">Room for <see cref="ValueCount"/> vectors.</param>
    /// <returns>Where the values are: the room given, or the cells themselves.</returns>
    public virtual float* Finish(float* cells, ref ClipLevel level, float* values) => cells;
}
