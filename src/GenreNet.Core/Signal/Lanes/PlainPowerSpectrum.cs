using System.Numerics;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Power spectra of frames of any length: window, transform, power, one after the other.</summary>
internal sealed unsafe class PlainPowerSpectrum(float[] window) : LanePowerSpectrum(window)
{
    private readonly LaneFftRadix2 _fft = new(window.Length / 2);

    public override int ScratchLength => 2 * Window.Length;

    public override void Compute(float* samples, int hop, float* scratch, float* power)
    {
        float* spectrum = scratch + ((nint)Window.Length * Vector<float>.Count);
        fixed (float* weights = Window)
        {
            LaneFrames.Load(samples, hop, weights, Window.Length, scratch);
        }

        _fft.Forward(scratch, spectrum);
        StoreEnds(spectrum, power);
        for (int k = 1; k <= HalfLength / 2; k++)
        {
            StorePair(k, spectrum + ((nint)k * LanePoints.Length), spectrum + ((nint)(HalfLength - k) * LanePoints.Length), power);
        }
    }
}
