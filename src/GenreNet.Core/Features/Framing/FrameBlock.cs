using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Represents a block of frames, one per SIMD lane, and their spectra. Each spectrum is computed once and shared.</summary>
internal unsafe ref struct FrameBlock
{
    private readonly BlockScratch _scratch;
    private readonly SampleWindow _window;
    private readonly long _firstFrame;
    private readonly int _hop;
    private LaneSpectrum? _transformed;
    private float* _power;
    private bool _hasMagnitudes;

    /// <summary>Initializes a block; nothing is computed yet.</summary>
    /// <param name="window">Samples that contain the block.</param>
    /// <param name="firstFrame">Index of the frame in the first SIMD lane.</param>
    /// <param name="frameCount">Number of SIMD lanes in use, from 1.</param>
    /// <param name="hop">Hop length in samples.</param>
    /// <param name="scratch">Scratch memory.</param>
    public FrameBlock(SampleWindow window, long firstFrame, int frameCount, int hop, BlockScratch scratch)
    {
        _window = window;
        _firstFrame = firstFrame;
        FrameCount = frameCount;
        _hop = hop;
        _scratch = scratch;
    }

    /// <summary>Gets the number of SIMD lanes in use.</summary>
    public int FrameCount { get; }

    /// <summary>Gets scratch memory for a kernel's own use: as many vectors as a spectrum has bins.</summary>
    public readonly float* Scratch => _scratch.Kernel;

    /// <summary>Gets the hop length in samples.</summary>
    public readonly int HopLength => _hop;

    /// <summary>
    /// Returns the address of the first sample of the first frame. The frames of all SIMD lanes can be read until the next call.
    /// </summary>
    /// <param name="options">Frame length and padding.</param>
    public readonly float* Samples(FrameOptions options)
    {
        // Centred frames start half a frame before their centre.
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

    /// <summary>Computes the power of every bin, one vector per bin; zero in SIMD lanes without a frame.</summary>
    [MethodImpl(HotLoop.Options)]
    public float* Power(SpectralOptions options, LaneSpectrum spectrum)
    {
        if (_transformed != spectrum)
        {
            Transform(options, spectrum, _scratch.Power);
        }

        return _power;
    }

    /// <summary>Computes the power of every bin into the caller's memory, which must not change until the end of the block.</summary>
    public void CopyPower(SpectralOptions options, LaneSpectrum spectrum, float* copy)
    {
        if (_transformed != spectrum)
        {
            Transform(options, spectrum, copy);
            return;
        }

        int length = spectrum.BinCount * LaneFrames.Count;
        new ReadOnlySpan<float>(_power, length).CopyTo(new Span<float>(copy, length));
    }

    /// <summary>Computes the magnitude of every bin.</summary>
    [MethodImpl(HotLoop.Options)]
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

    /// <summary>Computes every bin as a complex number into the caller's memory.</summary>
    public readonly void Complex(SpectralOptions options, LaneSpectrum spectrum, float* points) =>
        spectrum.Complex(Samples(options), _hop, _scratch.Transform, points);

    private void Transform(SpectralOptions options, LaneSpectrum spectrum, float* power)
    {
        spectrum.Power(Samples(options), _hop, _scratch.Transform, power);
        ClearSpareLanes(power, spectrum.BinCount);
        _transformed = spectrum;
        _power = power;
        _hasMagnitudes = false;
    }

    /// <summary>Clears the unused SIMD lanes: they also read the end of the clip, but must not count.</summary>
    [MethodImpl(HotLoop.Options)]
    private readonly void ClearSpareLanes(float* vectors, int count)
    {
        int spare = LaneFrames.Count - FrameCount;
        for (int i = 0; spare > 0 && i < count; i++)
        {
            new Span<float>(vectors + ((nint)i * LaneFrames.Count) + FrameCount, spare).Clear();
        }
    }
}
