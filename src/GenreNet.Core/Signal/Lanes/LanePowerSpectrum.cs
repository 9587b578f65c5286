using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Power spectra of as many windowed frames at once as a vector has lanes. Immutable and thread-safe.</summary>
/// <remarks>
/// A frame of N real samples is transformed as N/2 complex points, even samples real and odd ones imaginary, and the two halves
/// are taken apart while the power is summed: Sorensen et al., "Real-valued fast Fourier transform algorithms" (1987).
/// </remarks>
internal abstract unsafe class LanePowerSpectrum
{
    private readonly float[] _roots;

    /// <summary>Computes the tables.</summary>
    /// <param name="window">One weight a sample; as many as a frame has, a power of two from 16 on.</param>
    protected LanePowerSpectrum(float[] window)
    {
        Window = window;
        _roots = new float[(window.Length / 2) + 2];
        for (int k = 0; k <= window.Length / 4; k++)
        {
            (_roots[2 * k], _roots[(2 * k) + 1]) = LanePoints.Root(k, window.Length);
        }
    }

    /// <summary>Bins of a spectrum: half the frame and one.</summary>
    public int BinCount => HalfLength + 1;

    /// <summary>Vectors of scratch memory that <see cref="Compute"/> needs.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>One weight a sample.</summary>
    protected float[] Window { get; }

    /// <summary>Complex points of a frame.</summary>
    protected int HalfLength => Window.Length / 2;

    /// <summary>The fastest way for a window's length.</summary>
    /// <param name="window">One weight a sample; as many as a frame has, a power of two from 16 on.</param>
    public static LanePowerSpectrum Create(float[] window) =>
        window.Length == 2 * LaneFft1024.Side * LaneFft1024.Side ? new SquarePowerSpectrum(window) : new PlainPowerSpectrum(window);

    /// <summary>Computes the power of every bin.</summary>
    /// <param name="samples">The first frame; all samples up to the end of the last lane's frame can be read.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> vectors.</param>
    /// <param name="power">Receives <see cref="BinCount"/> vectors, a lane a frame.</param>
    public abstract void Compute(float* samples, int hop, float* scratch, float* power);

    /// <summary>The first and the last bin, which have no mirror image.</summary>
    /// <param name="first">Point 0 of the transform.</param>
    /// <param name="power">All bins.</param>
    protected void StoreEnds(float* first, float* power)
    {
        Vector<float> real = Vector.Load(first);
        Vector<float> imaginary = Vector.Load(first + Vector<float>.Count);
        Square(real + imaginary).Store(power);
        Square(real - imaginary).Store(power + ((nint)HalfLength * Vector<float>.Count));
    }

    /// <summary>Bin k and its mirror image N/2 - k, from the points of both.</summary>
    /// <param name="k">From 1 to a quarter of the frame.</param>
    /// <param name="here">Point k of the transform.</param>
    /// <param name="there">Point N/2 - k.</param>
    /// <param name="power">All bins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void StorePair(int k, float* here, float* there, float* power)
    {
        int lanes = Vector<float>.Count;
        Vector<float> hereReal = Vector.Load(here);
        Vector<float> hereImaginary = Vector.Load(here + lanes);
        Vector<float> thereReal = Vector.Load(there);
        Vector<float> thereImaginary = Vector.Load(there + lanes);

        // Twice the spectra of even and odd samples; the square makes it four times, hence the quarter.
        Vector<float> evenReal = hereReal + thereReal;
        Vector<float> evenImaginary = hereImaginary - thereImaginary;
        Vector<float> oddReal = hereImaginary + thereImaginary;
        Vector<float> oddImaginary = thereReal - hereReal;
        var cosine = new Vector<float>(_roots[2 * k]);
        var sine = new Vector<float>(_roots[(2 * k) + 1]);
        Vector<float> turnedReal = Vector.MultiplyAddEstimate(oddReal, cosine, -(oddImaginary * sine));
        Vector<float> turnedImaginary = Vector.MultiplyAddEstimate(oddReal, sine, oddImaginary * cosine);
        var quarter = new Vector<float>(0.25f);
        (quarter * Power(evenReal + turnedReal, evenImaginary + turnedImaginary)).Store(power + ((nint)k * lanes));
        (quarter * Power(evenReal - turnedReal, evenImaginary - turnedImaginary)).Store(power + ((nint)(HalfLength - k) * lanes));
    }

    private static Vector<float> Power(Vector<float> real, Vector<float> imaginary) => Vector.MultiplyAddEstimate(real, real, Square(imaginary));

    private static Vector<float> Square(Vector<float> value) => value * value;
}
