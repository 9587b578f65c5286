using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes spectra of frames of any length in separate steps: window, transform, separation of the spectra.</summary>
internal sealed unsafe class PlainSpectrum<T>(double[] window) : LaneTransform<T>(window)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LaneFftRadix2<T> _fft = new(window.Length / 2);

    public override int ScratchLength => 2 * HalvedWindow.Length;

    [MethodImpl(HotLoop.Options)]
    public override void Run<TSink>(float* samples, int hop, T* scratch, TSink sink)
    {
        T* spectrum = scratch + ((nint)HalvedWindow.Length * Vector<T>.Count);
        fixed (T* weights = HalvedWindow)
        {
            LaneFrames.Load<T>(samples, hop, weights, HalvedWindow.Length, scratch);
        }

        _fft.Forward(scratch, spectrum);
        StoreEnds(spectrum, sink);
        int length = HalfLength;
        fixed (T* roots = PairRoots)
        {
            for (int k = 1; k <= length / 2; k++)
            {
                T* there = spectrum + ((nint)(length - k) * LanePoints<T>.Length);
                StorePair(k, length - k, roots, spectrum + ((nint)k * LanePoints<T>.Length), there, sink);
            }
        }
    }
}
