using System.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>As many frames as a vector has lanes, and their spectra, each computed once whatever asks for it.</summary>
internal unsafe ref struct FrameBlock
{
    private readonly BlockScratch _scratch;
    private readonly SampleWindow _window;
    private readonly long _firstFrame;
    private readonly int _hop;
    private LaneSpectrum? _transformed;
    private bool _hasMagnitudes;

    /// <summary>Nothing is computed yet.</summary>
    /// <param name="window">The samples.</param>
    /// <param name="firstFrame">The frame of the first lane.</param>
    /// <param name="frameCount">Lanes in use, from 1.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="scratch">Memory to work in.</param>
    public FrameBlock(SampleWindow window, long firstFrame, int frameCount, int hop, BlockScratch scratch)
    {
        _window = window;
        _firstFrame = firstFrame;
        FrameCount = frameCount;
        _hop = hop;
        _scratch = scratch;
    }

    /// <summary>Lanes in use.</summary>
    public int FrameCount { get; }

    /// <summary>Vectors of memory for a kernel's own use, as many as a spectrum has bins.</summary>
    public readonly float* Scratch => _scratch.Kernel;

    /// <summary>Samples from one frame to the next.</summary>
    public readonly int HopLength => _hop;

    /// <summary>The first sample of the first lane's frame; the frames of all lanes can be read until the next call.</summary>
    /// <param name="options">Length of the frames and what lies outside the clip.</param>
    public readonly float* Samples(FrameOptions options)
    {
        // Centred frames begin half a frame before their middle.
        long start = (_firstFrame * _hop) - (options.Padding == FramePadding.None ? 0 : options.FrameSpan / 2);
        int all = ((LaneFrames.Count - 1) * _hop) + options.FrameSpan;
        if (options.FramePreEmphasis == 0 && _window.Holds(start, all))
        {
            return _window.At(start);
        }

        int used = ((FrameCount - 1) * _hop) + options.FrameSpan;
        _window.Copy(start, options.Padding, (float)options.FramePreEmphasis, new Span<float>(_scratch.Padded, used));
        new Span<float>(_scratch.Padded + used, all - used).Clear();
        return _scratch.Padded;
    }

    /// <summary>The power of every bin: a vector a bin; zero in lanes without a frame.</summary>
    public float* Power(SpectralOptions options, LaneSpectrum spectrum)
    {
        if (_transformed != spectrum)
        {
            spectrum.Power(Samples(options), _hop, _scratch.Transform, _scratch.Power);
            ClearSpareLanes(_scratch.Power, spectrum.BinCount);
            _transformed = spectrum;
            _hasMagnitudes = false;
        }

        return _scratch.Power;
    }

    /// <summary>The magnitude of every bin.</summary>
    public float* Magnitude(SpectralOptions options, LaneSpectrum spectrum)
    {
        float* power = Power(options, spectrum);
        if (!_hasMagnitudes)
        {
            for (int bin = 0; bin < spectrum.BinCount; bin++)
            {
                nint at = (nint)bin * LaneFrames.Count;
                Vector.SquareRoot(Vector.Load(power + at)).Store(_scratch.Magnitude + at);
            }

            _hasMagnitudes = true;
        }

        return _scratch.Magnitude;
    }

    /// <summary>Every bin as a complex number, into memory of the caller's.</summary>
    public readonly void Complex(SpectralOptions options, LaneSpectrum spectrum, float* points) =>
        spectrum.Complex(Samples(options), _hop, _scratch.Transform, points);

    /// <summary>Lanes to spare hear the end of the clip as well: they must not count.</summary>
    private readonly void ClearSpareLanes(float* vectors, int count)
    {
        int spare = LaneFrames.Count - FrameCount;
        for (int i = 0; spare > 0 && i < count; i++)
        {
            new Span<float>(vectors + ((nint)i * LaneFrames.Count) + FrameCount, spare).Clear();
        }
    }
}
