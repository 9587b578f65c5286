using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Reference;

/// <summary>The shape of a spectrum, by definition.</summary>
internal static class ReferenceShape
{
    public static double Centroid(double[] magnitudes, double hertzPerBin) => Mean(magnitudes, bin => bin * hertzPerBin);

    public static double Bandwidth(double[] magnitudes, double hertzPerBin, double exponent)
    {
        double centroid = Centroid(magnitudes, hertzPerBin);
        return Math.Pow(Mean(magnitudes, bin => Math.Pow(Math.Abs((bin * hertzPerBin) - centroid), exponent)), 1 / exponent);
    }

    /// <summary>The first bin up to which a share of the magnitude lies.</summary>
    public static double Rolloff(double[] magnitudes, double hertzPerBin, double share)
    {
        double threshold = share * magnitudes.Sum();
        double sum = 0;
        int bin = 0;
        while ((sum += magnitudes[bin]) < threshold)
        {
            bin++;
        }

        return bin * hertzPerBin;
    }

    public static double Flatness(double[] power)
    {
        double[] raised = [.. power.Select(p => Math.Max(p, 1e-10))];
        return Math.Exp(raised.Average(Math.Log)) / raised.Average();
    }

    /// <summary>Peak and valley of each octave band: the means of its largest and of its smallest magnitudes.</summary>
    public static (double[] Peaks, double[] Valleys) Extremes(double[] magnitudes, double hertzPerBin, SpectralContrastOptions options)
    {
        double[] peaks = new double[options.BandCount + 1];
        double[] valleys = new double[options.BandCount + 1];
        for (int band = 0; band <= options.BandCount; band++)
        {
            bool isLast = band == options.BandCount;
            double low = band == 0 ? 0 : options.MinimumHz * Math.Pow(2, band - 1);
            double high = isLast ? double.PositiveInfinity : options.MinimumHz * Math.Pow(2, band);
            List<int> bins = [.. Enumerable.Range(0, magnitudes.Length).Where(k => k * hertzPerBin >= low && k * hertzPerBin <= high)];
            if (band > 0)
            {
                bins.Insert(0, bins[0] - 1);
            }

            int count = Math.Max(1, (int)Math.Round(options.Quantile * bins.Count));
            double[] sorted = [.. (isLast ? bins : bins[..^1]).Select(k => magnitudes[k]).Order()];
            peaks[band] = sorted.TakeLast(count).Average();
            valleys[band] = sorted.Take(count).Average();
        }

        return (peaks, valleys);
    }

    private static double Mean(double[] magnitudes, Func<int, double> value)
    {
        double sum = magnitudes.Sum();
        return sum == 0 ? 0 : magnitudes.Select((magnitude, bin) => magnitude / sum * value(bin)).Sum();
    }
}
