using GenreNet.Core.Features.Mel;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Reference;

/// <summary>Mel bands and cepstral coefficients by their definitions, in double precision.</summary>
internal static class ReferenceMel
{
    public static double[][] Mel(float[] samples, MelOptions options)
    {
        double[][] filters = Filters(options);
        return [.. ReferenceSpectrum.Power(samples, options).Select(power => filters.Select(f => f.Zip(power, (weight, p) => weight * p).Sum()).ToArray())];
    }

    public static double[][] LogMel(float[] samples, MelOptions options) => Decibels(Mel(samples, options), options.TopDecibels);

    public static double[][] Mfcc(float[] samples, MfccOptions options) => [.. LogMel(samples, options).Select(bands =>
        Enumerable.Range(0, options.CoefficientCount).Select(k => Lifter(k, options.Lifter) * Dct(bands, k)).ToArray())];

    /// <summary>librosa.power_to_db.</summary>
    public static double[][] Decibels(double[][] power, double? top)
    {
        double[][] decibels = [.. power.Select(frame => frame.Select(p => 10 * Math.Log10(Math.Max(1e-10, p))).ToArray())];
        double floor = top is double range ? decibels.Max(frame => frame.Max()) - range : double.NegativeInfinity;
        return [.. decibels.Select(frame => frame.Select(d => Math.Max(d, floor)).ToArray())];
    }

    private static double Dct(double[] x, int k) => Math.Sqrt((k == 0 ? 1.0 : 2.0) / x.Length)
        * x.Select((value, n) => value * Math.Cos(Math.PI * k * ((2 * n) + 1) / (2 * x.Length))).Sum();

    private static double Lifter(int k, double length) => length == 0 ? 1 : 1 + (length / 2 * Math.Sin(Math.PI * (k + 1) / length));

    private static double[][] Filters(MelOptions options)
    {
        double low = ToMel(options.MinimumHz, options.MelFormula);
        double high = ToMel(options.MaximumHz ?? (options.SampleRate / 2.0), options.MelFormula);
        double[] edges = [.. Enumerable.Range(0, options.MelCount + 2).Select(i => ToHertz(low + ((high - low) * i / (options.MelCount + 1)), options.MelFormula))];
        return [.. Enumerable.Range(1, options.MelCount).Select(m => Enumerable.Range(0, (options.FftLength / 2) + 1).Select(k =>
        {
            double hertz = (double)options.SampleRate * k / options.FftLength;
            double height = Math.Min((hertz - edges[m - 1]) / (edges[m] - edges[m - 1]), (edges[m + 1] - hertz) / (edges[m + 1] - edges[m]));
            return Math.Max(0, height) * (options.MelNormalization == MelNormalization.Slaney ? 2 / (edges[m + 1] - edges[m - 1]) : 1);
        }).ToArray())];
    }

    private static double ToMel(double hertz, MelFormula formula) => formula == MelFormula.Htk
        ? 2595 * Math.Log10(1 + (hertz / 700))
        : hertz < 1000 ? hertz * 3 / 200 : 15 + (27 * Math.Log(hertz / 1000) / Math.Log(6.4));

    private static double ToHertz(double mel, MelFormula formula) => formula == MelFormula.Htk
        ? 700 * (Math.Pow(10, mel / 2595) - 1)
        : mel < 15 ? mel * 200 / 3 : 1000 * Math.Pow(6.4, (mel - 15) / 27);
}
