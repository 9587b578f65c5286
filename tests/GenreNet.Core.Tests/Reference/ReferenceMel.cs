using GenreNet.Core.Features;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Reference;

/// <summary>Mel bands and cepstral coefficients by their definitions.</summary>
internal static class ReferenceMel
{
    /// <summary>The energy of each band: a triangle from the middle of the band below to that of the band above.</summary>
    public static double[] Bands(double[] power, MelOptions options)
    {
        double[] edges = Edges(options);
        double hertzPerBin = (double)options.SampleRate / options.FftLength;
        double[] bands = new double[options.MelCount];
        for (int band = 0; band < bands.Length; band++)
        {
            (double left, double centre, double right) = (edges[band], edges[band + 1], edges[band + 2]);
            double scale = options.MelNormalization == MelNormalization.Slaney ? 2 / (right - left) : 1;
            int last = Math.Min(power.Length - 1, (int)Math.Floor(right / hertzPerBin));
            for (int bin = (int)Math.Ceiling(left / hertzPerBin); bin <= last; bin++)
            {
                double hertz = bin * hertzPerBin;
                bands[band] += scale * Math.Min((hertz - left) / (centre - left), (right - hertz) / (right - centre)) * power[bin];
            }
        }

        return bands;
    }

    /// <summary>Orthonormal cosine transform of type II, then the lifter.</summary>
    public static double[] Cepstrum(double[] decibels, MfccOptions options)
    {
        int count = decibels.Length;
        double[] coefficients = new double[options.CoefficientCount];
        for (int k = 0; k < coefficients.Length; k++)
        {
            double sum = 0;
            for (int n = 0; n < count; n++)
            {
                sum += decibels[n] * Math.Cos(Math.PI * k * (n + 0.5) / count);
            }

            double lifter = options.Lifter == 0 ? 1 : 1 + (options.Lifter / 2 * Math.Sin(Math.PI * (k + 1) / options.Lifter));
            coefficients[k] = lifter * sum * Math.Sqrt((k == 0 ? 1.0 : 2.0) / count);
        }

        return coefficients;
    }

    private static double[] Edges(MelOptions options)
    {
        double lowest = ToMel(options.MinimumHz, options.MelFormula);
        double highest = ToMel(options.MaximumHz ?? (options.SampleRate / 2.0), options.MelFormula);
        return [.. Enumerable.Range(0, options.MelCount + 2)
            .Select(i => ToHertz(lowest + ((highest - lowest) * i / (options.MelCount + 1)), options.MelFormula))];
    }

    /// <summary>HTK: 2595 log10(1 + f / 700). Slaney: 15 mels up to 1 kHz, from there 27 mels to each factor of 6.4.</summary>
    private static double ToMel(double hertz, MelFormula formula) => formula == MelFormula.Htk
        ? 2595 * Math.Log10(1 + (hertz / 700))
        : hertz < 1000 ? 3 * hertz / 200 : 15 + (27 * Math.Log(hertz / 1000) / Math.Log(6.4));

    private static double ToHertz(double mel, MelFormula formula) => formula == MelFormula.Htk
        ? 700 * (Math.Pow(10, mel / 2595) - 1)
        : mel < 15 ? 200 * mel / 3 : 1000 * Math.Pow(6.4, (mel - 15) / 27);
}
