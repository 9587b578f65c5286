using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Reference;

/// <summary>Pitch classes by librosa's definition.</summary>
internal static class ReferenceChroma
{
    public static double[] Classes(double[] power, double[][] weights, ChromaNormalization normalization)
    {
        double[] classes = [.. weights.Select(row => row.Zip(power, (w, p) => w * p).Sum())];
        double length = normalization switch
        {
            ChromaNormalization.Maximum => classes.Max(),
            ChromaNormalization.Sum => classes.Sum(),
            ChromaNormalization.Euclidean => Math.Sqrt(classes.Sum(c => c * c)),
            _ => 1,
        };
        return length < 1.17549435e-38 ? classes : [.. classes.Select(c => c / length)];
    }

    /// <summary>What share of a bin goes to a class, <c>[class][bin]</c>: a Gaussian of the distance in pitch, less far from octave 5.</summary>
    public static double[][] Weights(ChromaOptions options, double tuning)
    {
        int classes = options.ClassCount;
        double[] pitches = [.. Enumerable.Range(0, options.FftLength)
            .Select(bin => Pitch((double)bin * options.SampleRate / options.FftLength, classes, tuning))];
        pitches[0] = pitches[1] - (1.5 * classes);
        int shift = 3 * (classes / 12);
        double[][] weights = [.. Enumerable.Range(0, classes).Select(_ => new double[(options.FftLength / 2) + 1])];
        for (int bin = 0; bin < weights[0].Length; bin++)
        {
            double width = bin + 1 < pitches.Length ? Math.Max(1, pitches[bin + 1] - pitches[bin]) : 1;
            double[] column = [.. Enumerable.Range(0, classes).Select(c => Math.Exp(-2 * Math.Pow(Distance(pitches[bin] - c, classes) / width, 2)))];
            double length = Math.Sqrt(column.Sum(w => w * w));
            double octave = Math.Exp(-0.5 * Math.Pow(((pitches[bin] / classes) - 5) / 2, 2));
            for (int c = 0; c < classes; c++)
            {
                // Pitches count from A, classes from C.
                weights[c][bin] = column[(c + shift) % classes] / length * octave;
            }
        }

        return weights;
    }

    /// <summary>The commonest distance of spectral peaks from the scale: librosa.estimate_tuning with its defaults.</summary>
    public static double Tuning(double[][] powers, ChromaOptions options)
    {
        (double Hertz, double Power)[] peaks = [.. powers.SelectMany(frame => Peaks(frame, (double)options.SampleRate / options.FftLength))];
        if (peaks.Length == 0)
        {
            return 0;
        }

        double[] sorted = [.. peaks.Select(p => p.Power).Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        int[] counts = new int[100];
        foreach ((double hertz, double power) in peaks.Where(p => p.Power >= median))
        {
            double pitch = Pitch(hertz, options.ClassCount, 0);
            counts[(int)Math.Floor((pitch + 0.5 - Math.Floor(pitch + 0.5)) * 100)]++;
        }

        return (Array.IndexOf(counts, counts.Max()) / 100.0) - 0.5;
    }

    private static IEnumerable<(double Hertz, double Power)> Peaks(double[] power, double hertzPerBin)
    {
        double threshold = 0.1 * power.Max();
        for (int k = 1; k < power.Length - 1; k++)
        {
            double hertz = k * hertzPerBin;
            (double below, double here, double above) = (power[k - 1], power[k], power[k + 1]);
            if (hertz >= 150 && hertz < 4000 && here > below && here >= above && here > threshold)
            {
                double curvature = above + below - (2 * here);
                double slope = (above - below) / 2;
                double shift = Math.Abs(slope) >= Math.Abs(curvature) ? 0 : -slope / curvature;
                yield return ((k + shift) * hertzPerBin, here + (0.5 * slope * shift));
            }
        }
    }

    /// <summary>Classes above A0.</summary>
    private static double Pitch(double hertz, int classes, double tuning) => (classes * Math.Log2(hertz / 27.5)) - tuning;

    /// <summary>The shorter way round the octave; of an odd number of classes one way is longer than half, as in librosa.</summary>
    private static double Distance(double pitch, int classes)
    {
        double half = Math.Round(classes / 2.0);
        return pitch + half - (classes * Math.Floor((pitch + half) / classes)) - half;
    }
}
