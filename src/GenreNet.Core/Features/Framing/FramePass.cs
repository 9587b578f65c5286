using System.Buffers;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Processes the frames of one clip block by block, in one or two passes.</summary>
internal readonly unsafe ref struct FramePass
{
    private readonly FeaturePlan _plan;
    private readonly ClipLevel[] _levels;
    private readonly BlockScratch _scratch;
    private readonly LaneBuffer _room;
    private readonly LaneBuffer _cells;
    private readonly bool _keepsCells;

    /// <summary>Allocates the memory for a clip.</summary>
    /// <param name="plan">Kernels to run.</param>
    /// <param name="keptBlocks">
    /// Number of blocks whose cells are kept between <see cref="Measure"/> and <see cref="Finish"/>; 0 to recompute them.
    /// </param>
    public FramePass(FeaturePlan plan, int keptBlocks)
    {
        _plan = plan;
        _keepsCells = keptBlocks > 0;
        _levels = ArrayPool<ClipLevel>.Shared.Rent(plan.KernelCount);
        _levels.AsSpan().Fill(ClipLevel.Unknown);
        _scratch = new BlockScratch(plan.Needs);
        _room = new LaneBuffer(plan.RoomLength);
        _cells = new LaneBuffer(Math.Max(1, keptBlocks) * plan.CellCount);
    }

    /// <summary>Updates the clip levels from frames.</summary>
    /// <param name="window">Samples that contain the frames.</param>
    /// <param name="firstFrame">Index of the first frame, a multiple of the frames in a vector.</param>
    /// <param name="frameCount">Number of frames.</param>
    public void Measure(SampleWindow window, long firstFrame, int frameCount)
    {
        for (int done = 0; done < frameCount; done += LaneFrames.Count)
        {
            float* cells = CellsAt(done);
            _plan.Analyze(window, firstFrame + done, Math.Min(LaneFrames.Count, frameCount - done), _scratch, cells);
            _plan.Measure(cells, _levels);
        }
    }

    /// <summary>
    /// Updates the clip levels from frames and stores their values, which <see cref="Limit"/> completes. Requires
    /// <see cref="FeaturePlan.FinishesBeforeClip"/>. The cells of a clip need no memory then.
    /// </summary>
    /// <param name="window">Samples that contain the frames.</param>
    /// <param name="firstFrame">Index of the first frame, a multiple of the frames in a vector.</param>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="rows">Receives <c>[frames, values]</c>.</param>
    public void MeasureAndFinish(SampleWindow window, long firstFrame, int frameCount, Span<float> rows)
    {
        fixed (float* first = rows)
        {
            for (int done = 0; done < frameCount; done += LaneFrames.Count)
            {
                float* cells = CellsAt(done);
                int used = Math.Min(LaneFrames.Count, frameCount - done);
                _plan.Analyze(window, firstFrame + done, used, _scratch, cells);
                _plan.Measure(cells, _levels);
                _plan.Finish(cells, _levels, used, _room.Start, first + ((nint)done * _plan.ValueCount));
            }
        }
    }

    /// <summary>Completes the values of a measured clip.</summary>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="rows">The values, <c>[frames, values]</c>.</param>
    public void Limit(int frameCount, Span<float> rows)
    {
        fixed (float* first = rows)
        {
            _plan.Limit(_levels, frameCount, first);
        }
    }

    /// <summary>Computes the values of frames.</summary>
    /// <param name="window">Samples that contain the frames.</param>
    /// <param name="firstFrame">Index of the first frame, a multiple of the frames in a vector.</param>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="rows">Receives <c>[frames, values]</c>.</param>
    public void Finish(SampleWindow window, long firstFrame, int frameCount, Span<float> rows)
    {
        fixed (float* first = rows)
        {
            for (int done = 0; done < frameCount; done += LaneFrames.Count)
            {
                float* cells = CellsAt(done);
                int used = Math.Min(LaneFrames.Count, frameCount - done);
                if (!_keepsCells)
                {
                    _plan.Analyze(window, firstFrame + done, used, _scratch, cells);
                }

                float* block = first + ((nint)done * _plan.ValueCount);
                _plan.Finish(cells, _levels, used, _room.Start, block);
                _plan.Limit(_levels, used, block);
            }
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        foreach (ref readonly ClipLevel level in _levels.AsSpan(0, _plan.KernelCount))
        {
            level.Peaks?.Dispose();
        }

        ArrayPool<ClipLevel>.Shared.Return(_levels, clearArray: true);
        _scratch.Dispose();
        _room.Dispose();
        _cells.Dispose();
    }

    private float* CellsAt(int frame) =>
        _cells.Start + (_keepsCells ? (nint)(frame / LaneFrames.Count) * _plan.CellCount * LaneFrames.Count : 0);
}
