using System.Numerics;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Power spectra of as many windowed frames at once as a vector has lanes. Immutable and thread-safe.</summary>
/// <remarks>
/// A frame of N real samples is transformed as N/2 complex points, even samples real and odd ones imaginary, and the two halves
/// are taken apart while the power is summed: Sorensen et al., "Real-valued fast Fourier transform algorithms" (1987).
/// </remarks>
internal sealed unsafe class LanePowerSpectrum
{
    private readonly LaneFft _fft;
    private readonly float[] _window;
    private readonly float[] _roots;

    /// <summary>Computes the tables.</summary>
    /// <param name="window">One weight a sample; as many as a frame has, a power of two from 16 on.</param>
    public LanePowerSpectrum(float[] window)
    {
        _window = window;
        _fft = LaneFft.Create(window.Length / 2);
        _roots = new float[(window.Length / 2) + 2];
        for (int k = 0; k <= window.Length / 4; k++)
        {
            (double sine, double cosine) = Math.SinCos(-2 * Math.PI * k / window.Length);
            (_roots[2 * k], _roots[(2 * k) + 1]) = ((float)cosine, (float)sine);
        }
    }

    /// <summary>Samples a frame.</summary>
    public int FrameLength => _window.Length;

    /// <summary>Bins of a spectrum: <c>FrameLength / 2 + 1</c>.</summary>
    public int BinCount => (_window.Length / 2) + 1;

    /// <summary>Vectors of scratch memory that <see cref="Compute"/> needs.</summary>
    public int ScratchLength => 2 * _window.Length;

    /// <summary>Computes the power of every bin.</summary>
    /// <param name="samples">The first frame; <c>(LaneFrames.Count - 1) * hop + FrameLength</c> samples can be read.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> vectors.</param>
    /// <param name="power">Receives <see cref="BinCount"/> vectors, a lane a frame.</param>
    public void Compute(float* samples, int hop, float* scratch, float* power)
    {
        float* spectrum = scratch + ((nint)_window.Length * Vector<float>.Count);
        fixed (float* window = _window)
        {
            LaneFrames.Load(samples, hop, window, _window.Length, scratch);
        }

        _fft.Forward(scratch, spectrum);
        SumPower(spectrum, power);
    }

    private void SumPower(float* spectrum, float* power)
    {
        int lanes = Vector<float>.Count;
        int half = _window.Length / 2;
        Vector<float> firstReal = Vector.Load(spectrum);
        Vector<float> firstImaginary = Vector.Load(spectrum + lanes);
        Square(firstReal + firstImaginary).Store(power);
        Square(firstReal - firstImaginary).Store(power + ((nint)half * lanes));
        var quarter = new Vector<float>(0.25f);
        fixed (float* roots = _roots)
        {
            for (int k = 1; k <= half / 2; k++)
            {
                float* here = spectrum + ((nint)k * 2 * lanes);
                float* there = spectrum + ((nint)(half - k) * 2 * lanes);
                Vector<float> hereReal = Vector.Load(here);
                Vector<float> hereImaginary = Vector.Load(here + lanes);
                Vector<float> thereReal = Vector.Load(there);
                Vector<float> thereImaginary = Vector.Load(there + lanes);

                // Twice the spectra of even and odd samples; the square makes it four times, hence the quarter.
                Vector<float> evenReal = hereReal + thereReal;
                Vector<float> evenImaginary = hereImaginary - thereImaginary;
                Vector<float> oddReal = hereImaginary + thereImaginary;
                Vector<float> oddImaginary = thereReal - hereReal;
                var cosine = new Vector<float>(roots[2 * k]);
                var sine = new Vector<float>(roots[(2 * k) + 1]);
                Vector<float> turnedReal = Vector.MultiplyAddEstimate(oddReal, cosine, -(oddImaginary * sine));
                Vector<float> turnedImaginary = Vector.MultiplyAddEstimate(oddReal, sine, oddImaginary * cosine);
                (quarter * (Square(evenReal + turnedReal) + Square(evenImaginary + turnedImaginary))).Store(power + ((nint)k * lanes));
                (quarter * (Square(evenReal - turnedReal) + Square(evenImaginary - turnedImaginary))).Store(power + ((nint)(half - k) * lanes));
            }
        }
    }

    private static Vector<float> Square(Vector<float> value) => value * value;
}
