namespace GenreNet.Core.Features.Tonality;

/// <summary>Peaks of spectra with their pitches, and the tuning that they agree on.</summary>
/// <remarks>As librosa.estimate_tuning: of the stronger half of the peaks, the commonest distance from the scale, to a hundredth of a class.</remarks>
internal sealed class PitchPeaks
{
    /// <summary>Tunings that are told apart: -0.50, -0.49, ..., 0.49.</summary>
    public const int TuningCount = 100;

    /// <summary>The step of 0, for a clip without a peak.</summary>
    public const int InTune = TuningCount / 2;

    private const double LowestOctaveHz = 440.0 / 16;

    private readonly List<float> _hertz = [];
    private readonly List<float> _magnitudes = [];

    /// <summary>A tuning in classes above concert pitch.</summary>
    /// <param name="step">From 0 to <see cref="TuningCount"/> - 1.</param>
    public static double TuningAt(int step) => ((double)step / TuningCount) - 0.5;

    /// <summary>Notes a peak.</summary>
    public void Add(float hertz, float magnitude)
    {
        _hertz.Add(hertz);
        _magnitudes.Add(magnitude);
    }

    /// <summary>The commonest tuning, as a step; the lowest of equally common ones.</summary>
    /// <param name="classCount">Classes an octave.</param>
    public int EstimateTuning(int classCount)
    {
        double median = Median([.. _magnitudes]);
        Span<int> counts = stackalloc int[TuningCount];
        int best = 0;
        for (int i = 0; i < _hertz.Count; i++)
        {
            if (_magnitudes[i] >= median)
            {
                int step = Step(_hertz[i], classCount);
                counts[step]++;
            }
        }

        for (int step = 1; step < TuningCount; step++)
        {
            best = counts[step] > counts[best] ? step : best;
        }

        return _hertz.Count == 0 ? InTune : best;
    }

    private static int Step(float hertz, int classCount)
    {
        double place = classCount * Math.Log2(hertz / LowestOctaveHz);
        double residual = place - Math.Floor(place);
        residual = residual >= 0.5 ? residual - 1 : residual;
        return Math.Clamp((int)Math.Floor((residual + 0.5) * TuningCount), 0, TuningCount - 1);
    }

    private static double Median(float[] values)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
