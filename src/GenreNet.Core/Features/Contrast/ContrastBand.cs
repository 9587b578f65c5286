namespace GenreNet.Core.Features;

/// <summary>One octave band of spectral contrast.</summary>
/// <param name="FirstBin">Its first bin.</param>
/// <param name="BinCount">Its bins.</param>
/// <param name="ExtremeCount">How many of them make the peak, and the valley.</param>
internal readonly record struct ContrastBand(int FirstBin, int BinCount, int ExtremeCount)
{
    /// <summary>The bands of some settings, with librosa's habits: neighbours share a bin that only the upper one uses.</summary>
    public static ContrastBand[] All(SpectralContrastOptions options)
    {
        double hertzPerBin = (double)options.SampleRate / options.FftLength;
        int lastBin = options.BinCount - 1;
        var bands = new ContrastBand[options.ValueCount];
        for (int band = 0; band < bands.Length; band++)
        {
            bool isLast = band == options.BandCount;
            double low = band == 0 ? 0 : options.MinimumHz * Math.Pow(2, band - 1);
            double high = options.MinimumHz * Math.Pow(2, band);
            int first = (int)Math.Ceiling(low / hertzPerBin) - (band == 0 ? 0 : 1);
            int last = isLast ? lastBin : Math.Min((int)Math.Floor(high / hertzPerBin), lastBin);
            int bins = Math.Max(last - first + 1, 1);
            int extremes = Math.Max((int)Math.Round(options.Quantile * bins), 1);

            // The highest bin decides how many there are to choose from, and is then left to the next band.
            int used = Math.Max(isLast ? bins : bins - 1, 1);
            bands[band] = new ContrastBand(first, used, Math.Min(extremes, used));
        }

        return bands;
    }
}
