using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Spectra of as many windowed frames at once as a vector has lanes. Immutable and thread-safe.</summary>
/// <remarks>
/// A frame of N real samples is transformed as N/2 complex points, even samples real and odd ones imaginary, and the two halves
/// are taken apart on the way out: Sorensen et al., "Real-valued fast Fourier transform algorithms" (1987).
/// </remarks>
internal abstract unsafe class LaneSpectrum
{
    private readonly float[] _roots;

    /// <summary>Computes the tables.</summary>
    /// <param name="window">One weight a sample; as many as a frame has, a power of two from 16 on.</param>
    protected LaneSpectrum(float[] window)
    {
        // Taking the halves apart gives twice the spectrum; a window of half the height gives it back, and rounds nothing.
        HalvedWindow = [.. window.Select(weight => 0.5f * weight)];
        _roots = new float[(window.Length / 2) + 2];
        for (int k = 0; k <= window.Length / 4; k++)
        {
            (_roots[2 * k], _roots[(2 * k) + 1]) = LanePoints.Root(k, window.Length);
        }
    }

    /// <summary>Bins of a spectrum: half the frame and one.</summary>
    public int BinCount => HalfLength + 1;

    /// <summary>Vectors of scratch memory that a transform needs.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>Half the weight of each sample.</summary>
    protected float[] HalvedWindow { get; }

    /// <summary>Complex points of a frame.</summary>
    protected int HalfLength => HalvedWindow.Length / 2;

    /// <summary>The fastest way for a window's length.</summary>
    /// <param name="window">One weight a sample; as many as a frame has, a power of two from 16 on.</param>
    public static LaneSpectrum Create(float[] window) =>
        window.Length == 2 * LaneFft1024.Side * LaneFft1024.Side ? new SquareSpectrum(window) : new PlainSpectrum(window);

    /// <summary>Computes the power of every bin.</summary>
    /// <param name="samples">The first frame; all samples up to the end of the last lane's frame can be read.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> vectors.</param>
    /// <param name="power">Receives <see cref="BinCount"/> vectors, a lane a frame.</param>
    public abstract void Power(float* samples, int hop, float* scratch, float* power);

    /// <summary>Computes every bin as a complex number: the sum over n of w[n] x[n] exp(-2 pi i k n / N).</summary>
    /// <param name="samples">The first frame; all samples up to the end of the last lane's frame can be read.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> vectors.</param>
    /// <param name="points">Receives <see cref="BinCount"/> pairs of vectors, real and imaginary parts.</param>
    public abstract void Complex(float* samples, int hop, float* scratch, float* points);

    /// <summary>The first and the last bin, which have no mirror image.</summary>
    /// <param name="first">Point 0 of the transform.</param>
    /// <param name="sink">Receives both.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void StoreEnds<TSink>(float* first, TSink sink)
        where TSink : struct, IBinSink
    {
        Vector<float> real = Vector.Load(first);
        Vector<float> imaginary = Vector.Load(first + Vector<float>.Count);
        sink.Store(0, 2 * (real + imaginary), Vector<float>.Zero);
        sink.Store(HalfLength, 2 * (real - imaginary), Vector<float>.Zero);
    }

    /// <summary>Bin k and its mirror image N/2 - k, from the points of both.</summary>
    /// <param name="k">From 1 to a quarter of the frame.</param>
    /// <param name="here">Point k of the transform.</param>
    /// <param name="there">Point N/2 - k.</param>
    /// <param name="sink">Receives both.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void StorePair<TSink>(int k, float* here, float* there, TSink sink)
        where TSink : struct, IBinSink
    {
        int lanes = Vector<float>.Count;
        Vector<float> hereReal = Vector.Load(here);
        Vector<float> hereImaginary = Vector.Load(here + lanes);
        Vector<float> thereReal = Vector.Load(there);
        Vector<float> thereImaginary = Vector.Load(there + lanes);

        Vector<float> evenReal = hereReal + thereReal;
        Vector<float> evenImaginary = hereImaginary - thereImaginary;
        Vector<float> oddReal = hereImaginary + thereImaginary;
        Vector<float> oddImaginary = thereReal - hereReal;
        var cosine = new Vector<float>(_roots[2 * k]);
        var sine = new Vector<float>(_roots[(2 * k) + 1]);
        Vector<float> turnedReal = Vector.MultiplyAddEstimate(oddReal, cosine, -(oddImaginary * sine));
        Vector<float> turnedImaginary = Vector.MultiplyAddEstimate(oddReal, sine, oddImaginary * cosine);
        sink.Store(k, evenReal + turnedReal, evenImaginary + turnedImaginary);
        sink.Store(HalfLength - k, evenReal - turnedReal, turnedImaginary - evenImaginary);
    }
}
