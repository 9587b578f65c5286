using System.Runtime.CompilerServices;

namespace GenreNet.Core.Synthesis;

/// <summary>
/// Represents one period of a waveform, stored once per half octave with as many harmonics as fit below half the sample rate.
/// </summary>
/// <remarks>Immutable. A phase is a 32-bit fraction of the period, so integer overflow wraps it around.</remarks>
internal sealed class Wavetable
{
    private const int LengthBits = 11;
    private const int Length = 1 << LengthBits;
    private const int FractionBits = 32 - LengthBits;
    private const int MostHarmonics = 362;

    private readonly float[][] _bands;
    private readonly int[] _harmonicCounts;

    /// <summary>Builds a waveform from its spectrum.</summary>
    /// <param name="amplitude">Amplitude of harmonic 1, 2, 3, ...; all in sine phase. The table is scaled to a peak of 1.</param>
    public Wavetable(Func<int, double> amplitude)
    {
        double[] sine = new double[Length];
        for (int i = 0; i < Length; i++)
        {
            sine[i] = Math.Sin(2 * Math.PI * i / Length);
        }

        var bands = new List<float[]>();
        var counts = new List<int>();
        double[] sum = new double[Length];
        double nextCount = 1;
        for (int harmonic = 1; harmonic <= MostHarmonics; harmonic++)
        {
            double height = amplitude(harmonic);
            for (int i = 0; height != 0 && i < Length; i++)
            {
                sum[i] += height * sine[(harmonic * i) & (Length - 1)];
            }

            if (harmonic >= (int)nextCount)
            {
                bands.Add(Close(sum));
                counts.Add(harmonic);
                nextCount = Math.Max(harmonic + 1, nextCount * Math.Sqrt(2));
            }
        }

        float peak = bands[^1].Max(Math.Abs);
        foreach (float[] band in bands)
        {
            for (int i = 0; i < band.Length; i++)
            {
                band[i] /= peak;
            }
        }

        _bands = [.. bands];
        _harmonicCounts = [.. counts];
    }

    /// <summary>Returns the phase increment per sample for a frequency in Hz.</summary>
    public static uint Increment(double hertz) => (uint)(hertz / SampleClock.Rate * 4294967296.0);

    /// <summary>Returns the table with the most harmonics that does not alias at a frequency in Hz.</summary>
    public ReadOnlySpan<float> For(double hertz)
    {
        double most = SampleClock.Rate / 2.0 / hertz;
        int band = 0;
        while (band + 1 < _bands.Length && _harmonicCounts[band + 1] <= most)
        {
            band++;
        }

        return _bands[band];
    }

    /// <summary>Reads a table at a phase, with linear interpolation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Read(ReadOnlySpan<float> table, uint phase)
    {
        int index = (int)(phase >> FractionBits);
        float fraction = (phase & ((1u << FractionBits) - 1)) * (1f / (1u << FractionBits));
        float left = table[index];
        return left + (fraction * (table[index + 1] - left));
    }

    // The first point is repeated at the end, so that interpolation needs no wrap-around.
    private static float[] Close(double[] period)
    {
        float[] table = new float[Length + 1];
        for (int i = 0; i <= Length; i++)
        {
            table[i] = (float)period[i & (Length - 1)];
        }

        return table;
    }
}
