using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Finds the peaks of power spectra between two frequencies by parabolic interpolation of three bins.</summary>
/// <remarks>
/// As in librosa.piptrack(S=power, fmin=150, fmax=4000, threshold=0.1); Smith, "Spectral Audio Signal Processing", quadratic interpolation.
/// </remarks>
internal sealed unsafe class PitchTracker
{
    private const double LowestHz = 150;
    private const double HighestHz = 4000;
    private const float Threshold = 0.1f;

    private readonly double _hertzPerBin;
    private readonly int _binCount;
    private readonly int _firstBin;
    private readonly int _endBin;

    public PitchTracker(int sampleRate, int fftLength)
    {
        _hertzPerBin = (double)sampleRate / fftLength;
        _binCount = (fftLength / 2) + 1;
        _firstBin = Math.Max(1, (int)Math.Ceiling(LowestHz / _hertzPerBin));

        // The last bin has no upper neighbour, so no parabola can be fitted.
        _endBin = Math.Min(_binCount - 1, (int)Math.Ceiling(HighestHz / _hertzPerBin));
    }

    /// <summary>Collects the peaks of several spectra, one per SIMD lane.</summary>
    /// <param name="power">Power spectra, one vector per bin.</param>
    /// <param name="peaks">Receives the peaks.</param>
    [MethodImpl(HotLoop.Options)]
    public void Collect(float* power, PitchPeaks peaks)
    {
        Vector<float> loudest = Vector<float>.Zero;
        for (int bin = 0; bin < _binCount; bin++)
        {
            loudest = Vector.MaxNative(loudest, Vector.Load(power + ((nint)bin * Vector<float>.Count)));
        }

        Vector<float> reference = loudest * Threshold;
        for (int bin = _firstBin; bin < _endBin; bin++)
        {
            float* here = power + ((nint)bin * Vector<float>.Count);
            Vector<float> value = Vector.Load(here);
            Vector<int> isPeak = Vector.GreaterThan(value, Vector.Load(here - Vector<float>.Count))
                & Vector.GreaterThanOrEqual(value, Vector.Load(here + Vector<float>.Count))
                & Vector.GreaterThan(value, reference);
            if (isPeak != Vector<int>.Zero)
            {
                AddPeaks(here, bin, isPeak, peaks);
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    private void AddPeaks(float* here, int bin, Vector<int> isPeak, PitchPeaks peaks)
    {
        int lanes = Vector<float>.Count;
        for (int lane = 0; lane < lanes; lane++)
        {
            if (isPeak[lane] == 0)
            {
                continue;
            }

            (float below, float value, float above) = (here[lane - lanes], here[lane], here[lane + lanes]);
            float curvature = above + below - (2 * value);
            float slope = (above - below) / 2;
            float shift = MathF.Abs(slope) >= MathF.Abs(curvature) ? 0 : -slope / curvature;
            peaks.Add((float)((bin + (double)shift) * _hertzPerBin), value + (0.5f * slope * shift));
        }
    }
}
