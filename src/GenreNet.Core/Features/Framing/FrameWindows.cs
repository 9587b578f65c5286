using GenreNet.Core.Audio;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Reads audio in windows that each contain all samples of a range of frames. Not thread-safe.</summary>
internal sealed unsafe class FrameWindows
{
    private const int FewestSamples = 1 << 17;

    private readonly AudioReader _audio;
    private readonly FrameOptions _options;
    private readonly int _reach;
    private readonly int _context;
    private readonly float[] _samples;
    private long _start;
    private int _count;
    private bool _hasEnded;

    /// <summary>Initializes the windows; nothing is read yet.</summary>
    /// <param name="audio">Audio at the sample rate of the features; stays open.</param>
    /// <param name="features">Settings with aligned frames.</param>
    public FrameWindows(AudioReader audio, IReadOnlyList<FrameOptions> features)
    {
        _audio = audio;
        _options = features[0];
        _context = features.Max(f => f.FrameSpan + f.LostSamples);
        _reach = _options.Padding == FramePadding.None ? _context : (_context / 2) + 1;
        int block = _options.HopLength * LaneFrames.Count;

        // Pinned permanently, so that a window can hold its address.
        _samples = GC.AllocateUninitializedArray<float>(FewestSamples + (2 * block) + (3 * _context), pinned: true);
    }

    /// <summary>Gets the index of the first frame of the window.</summary>
    public long FirstFrame { get; private set; }

    /// <summary>Gets the number of frames in the window: a multiple of the vector length, except for the last window.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Gets the number of samples read so far; the length of the clip once <see cref="Next"/> has returned false.</summary>
    public long SampleCount => _start + _count;

    /// <summary>Gets the samples of the frames in the window.</summary>
    public SampleWindow Window
    {
        get
        {
            fixed (float* first = _samples)
            {
                return new SampleWindow((nint)first, _start, _count, _hasEnded ? SampleCount : long.MaxValue / 2);
            }
        }
    }

    /// <summary>Advances to the next frames.</summary>
    /// <returns>false if there are no more frames; otherwise, true.</returns>
    public bool Next()
    {
        FirstFrame += FrameCount;
        Drop();
        Fill();
        long last = _hasEnded ? _options.FrameCount(SampleCount) : WholeVectors(SampleCount - _reach);
        FrameCount = (int)(last - FirstFrame);
        return FrameCount > 0;
    }

    /// <summary>
    /// Computes the number of frames whose centre (or start, if uncentred) is at or before a sample, rounded down to complete vectors.
    /// </summary>
    private long WholeVectors(long sample) => ((sample / _options.HopLength) + 1) / LaneFrames.Count * LaneFrames.Count;

    /// <summary>Discards samples that no further frame needs.</summary>
    private void Drop()
    {
        long firstNeeded = (FirstFrame * _options.HopLength) - _context - 1;
        int spent = (int)Math.Clamp(firstNeeded - _start, 0, _count);
        Array.Copy(_samples, spent, _samples, 0, _count - spent);
        _start += spent;
        _count -= spent;
    }

    private void Fill()
    {
        while (!_hasEnded && _count < _samples.Length)
        {
            int read = _audio.Read(_samples.AsSpan(_count));
            _count += read;
            _hasEnded = read == 0;
        }
    }
}
