using GenreNet.Core.Audio;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Reads audio in windows that each hold all samples of some frames. Not thread-safe.</summary>
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

    /// <summary>Nothing is read yet.</summary>
    /// <param name="audio">The audio at the rate of the features; stays open.</param>
    /// <param name="features">Settings that agree on where frames lie.</param>
    public FrameWindows(AudioReader audio, IReadOnlyList<FrameOptions> features)
    {
        _audio = audio;
        _options = features[0];
        _context = features.Max(f => f.FrameSpan + f.LostSamples);
        _reach = _options.Padding == FramePadding.None ? _context : (_context / 2) + 1;
        int block = _options.HopLength * LaneFrames.Count;

        // Pinned for good, so that a window is an address.
        _samples = GC.AllocateUninitializedArray<float>(FewestSamples + (2 * block) + (3 * _context), pinned: true);
    }

    /// <summary>The first frame of the window.</summary>
    public long FirstFrame { get; private set; }

    /// <summary>Frames of the window: full vectors of them, but for the last window.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Samples read so far; of the whole clip once <see cref="Next"/> gave false.</summary>
    public long SampleCount => _start + _count;

    /// <summary>The samples of these frames.</summary>
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

    /// <summary>Goes on to the next frames.</summary>
    /// <returns>False when there are no more.</returns>
    public bool Next()
    {
        FirstFrame += FrameCount;
        Drop();
        Fill();
        long last = _hasEnded ? _options.FrameCount(SampleCount) : WholeVectors(SampleCount - _reach);
        FrameCount = (int)(last - FirstFrame);
        return FrameCount > 0;
    }

    /// <summary>Frames up to the last one whose middle (or start, if uncentred) lies here, but for those that fill no vector.</summary>
    private long WholeVectors(long sample) => ((sample / _options.HopLength) + 1) / LaneFrames.Count * LaneFrames.Count;

    /// <summary>Forgets what no further frame hears.</summary>
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
