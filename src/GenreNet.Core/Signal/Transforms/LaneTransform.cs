using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>Transforms several windowed frames at once, one per SIMD lane. Immutable and thread-safe.</summary>
/// <remarks>
/// A frame of N real samples is transformed as N/2 complex points (even samples real, odd samples imaginary), and the two spectra are
/// separated when bins are stored: Sorensen et al., "Real-valued fast Fourier transform algorithms" (1987).
/// </remarks>
internal abstract unsafe class LaneTransform<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Initializes a transform and computes its tables.</summary>
    /// <param name="window">Window weights, one per sample of a frame: a power of two, at least 16.</param>
    protected LaneTransform(double[] window)
    {
        // Separating the spectra doubles their amplitude; halving the window compensates for that without rounding.
        HalvedWindow = new T[window.Length];
        for (int i = 0; i < window.Length; i++)
        {
            HalvedWindow[i] = T.CreateTruncating(0.5 * window[i]);
        }

        PairRoots = new T[(window.Length / 2) + 2];
        for (int k = 0; k <= window.Length / 4; k++)
        {
            (PairRoots[2 * k], PairRoots[(2 * k) + 1]) = LanePoints<T>.Root(k, window.Length);
        }
    }

    /// <summary>Gets the number of bins in a spectrum: half the frame length plus one.</summary>
    public int BinCount => HalfLength + 1;

    /// <summary>Gets the number of vectors of scratch memory that a transform needs.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>Gets half the window weight of each sample.</summary>
    protected T[] HalvedWindow { get; }

    /// <summary>Gets the twiddle factors that separate the spectra: those of bins 0 to a quarter of the frame length.</summary>
    protected T[] PairRoots { get; }

    /// <summary>Gets the number of complex points per frame.</summary>
    protected int HalfLength => HalvedWindow.Length / 2;

    /// <summary>Creates the fastest transform for the length of the window.</summary>
    /// <param name="window">Window weights, one per sample of a frame: a power of two, at least 16.</param>
    /// <param name="useCube">
    /// Whether frames of 1024 samples use <see cref="CubeSpectrum{T}"/>, which rounds differently from the plain transform.
    /// </param>
    public static LaneTransform<T> Create(double[] window, bool useCube = false) => window.Length switch
    {
        2 * LaneFft1024<T>.Side * LaneFft1024<T>.Side => new SquareSpectrum<T>(window),
        CubeSpectrum<T>.FrameLength when useCube => new CubeSpectrum<T>(window),
        _ => new PlainSpectrum<T>(window),
    };

    /// <summary>Computes every bin as a complex number: the sum over n of w[n] x[n] exp(-2 pi i k n / N).</summary>
    /// <param name="samples">Address of the first frame; all samples up to the end of the last frame must be readable.</param>
    /// <param name="hop">Hop length in samples.</param>
    /// <param name="scratch">Scratch memory of <see cref="ScratchLength"/> vectors.</param>
    /// <param name="sink">Receives the bins.</param>
    public abstract void Run<TSink>(float* samples, int hop, T* scratch, TSink sink)
        where TSink : struct, IBinSink<T>;

    /// <summary>Stores the first and the last bin, which have no mirror image.</summary>
    /// <param name="first">Point 0 of the transform.</param>
    /// <param name="sink">Receives both bins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void StoreEnds<TSink>(T* first, TSink sink)
        where TSink : struct, IBinSink<T>
    {
        Vector<T> real = Vector.Load(first);
        Vector<T> imaginary = Vector.Load(first + Vector<T>.Count);
        T two = T.One + T.One;
        sink.Store(0, (real + imaginary) * two, Vector<T>.Zero);
        sink.Store(HalfLength, (real - imaginary) * two, Vector<T>.Zero);
    }

    /// <summary>Stores bin k and its mirror image N/2 - k, computed from both points.</summary>
    /// <param name="k">Bin index, from 1 to a quarter of the frame length.</param>
    /// <param name="mirror">Index of its mirror image: half the frame length minus <paramref name="k"/>.</param>
    /// <param name="roots">Address of <see cref="PairRoots"/>.</param>
    /// <param name="here">Point k of the transform.</param>
    /// <param name="there">Point N/2 - k of the transform.</param>
    /// <param name="sink">Receives both bins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StorePair<TSink>(int k, int mirror, T* roots, T* here, T* there, TSink sink)
        where TSink : struct, IBinSink<T>
    {
        int lanes = Vector<T>.Count;
        Vector<T> hereReal = Vector.Load(here);
        Vector<T> hereImaginary = Vector.Load(here + lanes);
        Vector<T> thereReal = Vector.Load(there);
        Vector<T> thereImaginary = Vector.Load(there + lanes);

        Vector<T> evenReal = hereReal + thereReal;
        Vector<T> evenImaginary = hereImaginary - thereImaginary;
        Vector<T> oddReal = hereImaginary + thereImaginary;
        Vector<T> oddImaginary = thereReal - hereReal;
        var cosine = new Vector<T>(roots[2 * k]);
        var sine = new Vector<T>(roots[(2 * k) + 1]);
        Vector<T> turnedReal = LanePoints<T>.MultiplySubtract(oddReal, cosine, oddImaginary * sine);
        Vector<T> turnedImaginary = LanePoints<T>.MultiplyAdd(oddReal, sine, oddImaginary * cosine);
        sink.Store(k, evenReal + turnedReal, evenImaginary + turnedImaginary);
        sink.Store(mirror, evenReal - turnedReal, turnedImaginary - evenImaginary);
    }
}
