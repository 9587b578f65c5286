using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes weights that sum a power spectrum into pitch classes, starting at C.</summary>
/// <remarks>
/// Ellis, "Chroma feature analysis and synthesis" (2007): each bin is distributed over the classes by a Gaussian of its distance in
/// pitch, and bins far from the fifth octave have less weight. As in librosa.filters.chroma(ctroct=5, octwidth=2, norm=2, base_c=True).
/// Immutable and thread-safe.
/// </remarks>
/// <example>
/// <code>
/// var filters = new ChromaFilterBank(sampleRate: 22050, fftLength: 2048, classCount: 12, tuning: 0);
/// Console.WriteLine(filters.Weight(pitchClass: 9, bin: 41));     // the weight of 441 Hz in the pitch class A
/// </code>
/// </example>
/// <seealso cref="MelFilterBank"/>
public sealed class ChromaFilterBank
{
    private const double ConcertPitchHz = 440;
    private const double CentreOctave = 5;
    private const double OctaveWidth = 2;

    // Pitch is measured from A; C is a quarter of an octave above.
    private const int ClassesPerShift = 12;
    private const int Shift = 3;

    // For each bin, the weights of all classes: the order in which ApplyLanes sums several spectra at once.
    private readonly float[] _weights;

    /// <summary>Computes the weights.</summary>
    /// <param name="sampleRate">Sample rate in Hz, one or more.</param>
    /// <param name="fftLength">Pitch classes per octave, one or more; 12 for semitones.</param>
    /// <param name="classCount">Tuning above concert pitch (A = 440 Hz), in pitch classes, usually from -0.5 to 0.5.</param>
    /// <param name="tuning">An argument is out of range.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    [MethodImpl(HotLoop.Options)]
    public ChromaFilterBank(int sampleRate, int fftLength, int classCount, double tuning)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fftLength, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ClassCount = classCount;
        BinCount = (fftLength / 2) + 1;
        _weights = new float[BinCount * classCount];

        double[] pitches = Pitches(sampleRate, fftLength, classCount, tuning);
        Span<double> column = new double[classCount];
        for (int bin = 0; bin < BinCount; bin++)
        {
            // No bin may fall between two classes: where bins are closer than classes, the Gaussian is one class wide.
            double width = bin + 1 < pitches.Length ? Math.Max(pitches[bin + 1] - pitches[bin], 1) : 1;
            FillColumn(column, pitches[bin], width);
            double octave = (pitches[bin] / classCount) - CentreOctave;
            double weight = Math.Exp(-0.5 * Math.Pow(octave / OctaveWidth, 2));
            for (int i = 0; i < classCount; i++)
            {
                int fromC = (i + classCount - (Shift * (classCount / ClassesPerShift) % classCount)) % classCount;
                _weights[(bin * classCount) + fromC] = (float)(column[i] * weight);
            }
        }
    }

    /// <summary>Gets the number of pitch classes per octave.</summary>
    public int ClassCount { get; }

    /// <summary>Gets the number of bins in the power spectrum.</summary>
    public int BinCount { get; }

    /// <summary>Returns the weight of a bin in a class.</summary>
    /// <param name="pitchClass">Class, from 0, which is C.</param>
    /// <param name="bin">Zero-based bin index.</param>
    public float Weight(int pitchClass, int bin) => _weights[(bin * ClassCount) + pitchClass];

    /// <summary>Sums several power spectra at once, one per SIMD lane.</summary>
    /// <param name="power">Power spectra, <see cref="BinCount"/> vectors.</param>
    /// <param name="classes">Receives <see cref="ClassCount"/> vectors.</param>
    internal unsafe void ApplyLanes(float* power, float* classes)
    {
        // Four classes at a time: each bin is loaded once for all four, and four independent sums hide the latency of each.
        int first = 0;
        for (; first + 4 <= ClassCount; first += 4)
        {
            SumFour(power, first, classes);
        }

        for (; first < ClassCount; first++)
        {
            SumOne(power, first, classes);
        }
    }

    [MethodImpl(HotLoop.Options)]
    private unsafe void SumFour(float* power, int first, float* classes)
    {
        int lanes = Vector<float>.Count;
        Vector<float> sum0 = Vector<float>.Zero;
        Vector<float> sum1 = Vector<float>.Zero;
        Vector<float> sum2 = Vector<float>.Zero;
        Vector<float> sum3 = Vector<float>.Zero;
        fixed (float* table = _weights)
        {
            float* weights = table + first;
            for (int bin = 0; bin < BinCount; bin++)
            {
                Vector<float> value = Vector.Load(power);
                sum0 = VectorSum.MultiplyAdd(value, new Vector<float>(weights[0]), sum0);
                sum1 = VectorSum.MultiplyAdd(value, new Vector<float>(weights[1]), sum1);
                sum2 = VectorSum.MultiplyAdd(value, new Vector<float>(weights[2]), sum2);
                sum3 = VectorSum.MultiplyAdd(value, new Vector<float>(weights[3]), sum3);
                weights += ClassCount;
                power += lanes;
            }
        }

        float* to = classes + ((nint)first * lanes);
        sum0.Store(to);
        sum1.Store(to + lanes);
        sum2.Store(to + (2 * lanes));
        sum3.Store(to + (3 * lanes));
    }

    [MethodImpl(HotLoop.Options)]
    private unsafe void SumOne(float* power, int pitchClass, float* classes)
    {
        Vector<float> sum = Vector<float>.Zero;
        for (int bin = 0; bin < BinCount; bin++)
        {
            sum += Vector.Load(power + ((nint)bin * Vector<float>.Count)) * Weight(pitchClass, bin);
        }

        sum.Store(classes + ((nint)pitchClass * Vector<float>.Count));
    }

    /// <summary>
    /// Computes the pitch of every bin in classes above A0 (27.5 Hz), and of bins beyond the spectrum, because the last width needs one.
    /// </summary>
    private static double[] Pitches(int sampleRate, int fftLength, int classCount, double tuning)
    {
        double lowest = ConcertPitchHz * Math.Pow(2, tuning / classCount) / 16;
        var pitches = new double[fftLength];
        for (int bin = 1; bin < fftLength; bin++)
        {
            pitches[bin] = classCount * Math.Log2((double)sampleRate * bin / fftLength / lowest);
        }

        // Bin 0 has no pitch; one and a half octaves below the first bin its weight is negligible.
        pitches[0] = pitches[1] - (1.5 * classCount);
        return pitches;
    }

    [MethodImpl(HotLoop.Options)]
    private static void FillColumn(Span<double> column, double pitch, double width)
    {
        int classes = column.Length;
        double half = Math.Round(classes / 2.0);
        double sumOfSquares = 0;
        for (int i = 0; i < classes; i++)
        {
            double distance = Remainder(pitch - i + half + (10 * classes), classes) - half;
            column[i] = Math.Exp(-0.5 * Math.Pow(2 * distance / width, 2));
            sumOfSquares += column[i] * column[i];
        }

        double length = Math.Sqrt(sumOfSquares);
        for (int i = 0; i < classes; i++)
        {
            column[i] /= length;
        }
    }

    private static double Remainder(double value, double divisor) => value - (divisor * Math.Floor(value / divisor));
}
