using GenreNet.Core.Features.Dynamics;
using GenreNet.Core.Features.Framing;
using GenreNet.Core.Features.Shape;
using GenreNet.Core.Features.Tonality;

using GenreNet.Core.Features.Contrast;

namespace GenreNet.Core.Tests.Reference;

/// <summary>The other features by their definitions, in double precision.</summary>
internal static class ReferenceShape
{
    public static double[][] Of(float[] samples, FrameOptions feature) => feature switch
    {
        SpectralCentroidOptions o => Each(Magnitudes(samples, o), m => Centroid(m, Hertz(o))),
        SpectralBandwidthOptions o => Each(Magnitudes(samples, o), m => Bandwidth(m, Hertz(o), o.Exponent)),
        SpectralRolloffOptions o => Each(Magnitudes(samples, o), m => Rolloff(m, Hertz(o), o.Share)),
        SpectralFlatnessOptions o => Each(ReferenceSpectrum.Power(samples, o), Flatness),
        SpectralContrastOptions o => Contrast(Magnitudes(samples, o), o),
        ChromaOptions o => Chroma(ReferenceSpectrum.Power(samples, o), o),
        RmsOptions o => Each(ReferenceSpectrum.Frames(samples, o), frame => Math.Sqrt(frame.Average(x => x * x))),
        ZeroCrossingRateOptions o => Each(ReferenceSpectrum.Frames(samples, o), frame => frame.Skip(1).Where((x, i) => x < -1e-10 != frame[i] < -1e-10).Count() / (double)frame.Length),
        _ => throw new ArgumentException(feature.ToString()),
    };

    private static double[][] Each(double[][] frames, Func<double[], double> value) => [.. frames.Select(frame => (double[])[value(frame)])];

    private static double[][] Magnitudes(float[] samples, SpectralOptions options) =>
        [.. ReferenceSpectrum.Power(samples, options).Select(frame => frame.Select(Math.Sqrt).ToArray())];

    private static double Hertz(SpectralOptions options) => (double)options.SampleRate / options.FftLength;

    private static double Centroid(double[] m, double hertz) => m.Sum() == 0 ? 0 : m.Select((x, k) => x * k * hertz).Sum() / m.Sum();

    private static double Bandwidth(double[] m, double hertz, double p)
    {
        double centre = Centroid(m, hertz);
        return m.Sum() == 0 ? 0 : Math.Pow(m.Select((x, k) => x * Math.Pow(Math.Abs((k * hertz) - centre), p)).Sum() / m.Sum(), 1 / p);
    }

    private static double Rolloff(double[] m, double hertz, double share)
    {
        double sum = 0;
        return hertz * m.TakeWhile(x => (sum += x) < share * m.Sum()).Count();
    }

    private static double Flatness(double[] power)
    {
        double[] raised = [.. power.Select(p => Math.Max(p, 1e-10))];
        return Math.Exp(raised.Average(Math.Log)) / raised.Average();
    }

    private static double[][] Contrast(double[][] magnitudes, SpectralContrastOptions o)
    {
        (double[][] peaks, double[][] valleys) = (new double[magnitudes.Length][], new double[magnitudes.Length][]);
        for (int t = 0; t < magnitudes.Length; t++)
        {
            (double Peak, double Valley)[] bands = [.. Enumerable.Range(0, o.BandCount + 1).Select(b => Band(magnitudes[t], b, o))];
            peaks[t] = [.. bands.Select(b => b.Peak)];
            valleys[t] = [.. bands.Select(b => b.Valley)];
        }

        peaks = o.IsLinear ? peaks : ReferenceMel.Decibels(peaks, 80);
        valleys = o.IsLinear ? valleys : ReferenceMel.Decibels(valleys, 80);
        return [.. peaks.Zip(valleys, (p, v) => p.Zip(v, (a, b) => a - b).ToArray())];
    }

    private static (double Peak, double Valley) Band(double[] m, int band, SpectralContrastOptions o)
    {
        double low = band == 0 ? 0 : o.MinimumHz * Math.Pow(2, band - 1);
        double high = o.MinimumHz * Math.Pow(2, band);
        List<int> bins = [.. Enumerable.Range(0, m.Length).Where(k => k * Hertz(o) >= low && (k * Hertz(o) <= high || band == o.BandCount))];
        if (band > 0)
        {
            bins.Insert(0, bins[0] - 1);
        }

        int count = Math.Max(1, (int)Math.Round(o.Quantile * bins.Count));
        double[] sorted = [.. bins.SkipLast(band < o.BandCount ? 1 : 0).Select(k => m[k]).Order()];
        return (sorted.TakeLast(count).Average(), sorted.Take(count).Average());
    }

    private static double[][] Chroma(double[][] power, ChromaOptions o)
    {
        int n = o.ClassCount;
        double[] pitch = [.. Enumerable.Range(0, o.FftLength).Select(k => n * Math.Log2(Math.Max(k, 1) * Hertz(o) / (27.5 * Math.Pow(2, o.Tuning!.Value / n))))];
        pitch[0] -= 1.5 * n;
        double[][] raw = [.. power.Select(frame => new double[n])];
        for (int k = 0; k < power[0].Length; k++)
        {
            double width = Math.Max(1, pitch[k + 1] - pitch[k]);
            double[] shares = [.. Enumerable.Range(0, n).Select(c => Math.Exp(-0.5 * Math.Pow(2 * Wrapped(pitch[k] - c, n) / width, 2)))];
            double length = Math.Sqrt(shares.Sum(s => s * s));
            double octave = Math.Exp(-0.5 * Math.Pow(((pitch[k] / n) - 5) / 2, 2));
            for (int t = 0; t < power.Length; t++)
            {
                for (int c = 0; c < n; c++)
                {
                    raw[t][(c + n - (3 * (n / 12))) % n] += shares[c] / length * octave * power[t][k];
                }
            }
        }

        return [.. raw.Select(frame => frame.Select(x => frame.Max() == 0 ? 0 : x / frame.Max()).ToArray())];
    }

    /// <summary>The distance on a circle, from -n/2 to n/2.</summary>
    private static double Wrapped(double distance, int n) => distance - (n * Math.Floor((distance + Math.Round(n / 2.0)) / n));
}
