namespace GenreNet.Core.Features;

/// <summary>Represents one octave band of spectral contrast.</summary>
/// <param name="FirstBin">Index of the first bin.</param>
/// <param name="BinCount">Number of bins.</param>
/// <param name="ExtremeCount">Number of bins averaged for the peak, and for the valley.</param>
internal readonly record struct ContrastBand(int FirstBin, int BinCount, int ExtremeCount)
{
    /// <summary>Computes the bands as librosa does: neighbouring bands share a bin that only the upper band uses.</summary>
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

            // The highest bin counts towards the number of extremes, but belongs to the next band.
            int used = Math.Max(isLast ? bins : bins - 1, 1);
            bands[band] = new ContrastBand(first, used, Math.Min(extremes, used));
        }

        return bands;
    }
}
