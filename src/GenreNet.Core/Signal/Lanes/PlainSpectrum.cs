using System.Numerics;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Spectra of frames of any length: window, transform, taking apart, one after the other.</summary>
internal sealed unsafe class PlainSpectrum(float[] window) : LaneSpectrum(window)
{
    private readonly LaneFftRadix2 _fft = new(window.Length / 2);

    public override int ScratchLength => 2 * HalvedWindow.Length;

    public override void Power(float* samples, int hop, float* scratch, float* power) =>
        Transform(samples, hop, scratch, new PowerSink(power));

    public override void Complex(float* samples, int hop, float* scratch, float* points) =>
        Transform(samples, hop, scratch, new ComplexSink(points));

    private void Transform<TSink>(float* samples, int hop, float* scratch, TSink sink)
        where TSink : struct, IBinSink
    {
        float* spectrum = scratch + ((nint)HalvedWindow.Length * Vector<float>.Count);
        fixed (float* weights = HalvedWindow)
        {
            LaneFrames.Load(samples, hop, weights, HalvedWindow.Length, scratch);
        }

        _fft.Forward(scratch, spectrum);
        StoreEnds(spectrum, sink);
        for (int k = 1; k <= HalfLength / 2; k++)
        {
            StorePair(k, spectrum + ((nint)k * LanePoints.Length), spectrum + ((nint)(HalfLength - k) * LanePoints.Length), sink);
        }
    }
}
