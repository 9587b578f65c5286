namespace GenreNet.Core.Audio;

/// <summary>Multiplies the coefficients of a granule by the factors of their bands.</summary>
/// <remarks>ISO/IEC 11172-3, section 2.4.3.4, "Requantization and all scaling". Exponents are in quarters of a factor of two.</remarks>
internal static class Requantizer
{
    /// <summary>The global gain of a factor of one.</summary>
    private const int UnityGain = 210;

    /// <summary>The smallest exponent: global gain 0, window gain 7 and the largest scale factor with pre-emphasis.</summary>
    private const int Smallest = -UnityGain - 2 - (8 * 7) - (4 * (31 + 3));

    private static readonly float[] Powers =
        [.. Enumerable.Range(Smallest, 256 - UnityGain - Smallest).Select(exponent => (float)Math.Pow(2, exponent / 4.0))];

    /// <summary>Scales a spectrum.</summary>
    /// <param name="granule">Granule with decoded coefficients and scale factors.</param>
    /// <param name="rateIndex">See <see cref="MpegHeader.RateIndex"/>.</param>
    public static void Apply(Granule granule, int rateIndex)
    {
        int gain = granule.GlobalGain - UnityGain;
        Span<float> spectrum = granule.Spectrum.AsSpan(0, granule.Used);
        ReadOnlySpan<byte> factors = granule.ScaleFactors;
        ReadOnlySpan<ushort> longBands = BandTables.LongBands(rateIndex);
        for (int band = 0; band < granule.LongBandCount && longBands[band] < spectrum.Length; band++)
        {
            int factor = factors[band] + (granule.HasPreemphasis ? BandTables.Preemphasis[band] : 0);
            Scale(spectrum[longBands[band]..Math.Min(longBands[band + 1], spectrum.Length)], gain - (factor << granule.ScaleFactorShift));
        }

        int start = longBands[granule.LongBandCount];
        int next = granule.LongBandCount;
        ReadOnlySpan<byte> widths = BandTables.ShortBands(rateIndex);
        for (int band = granule.FirstShortBand; band < BandTables.ShortCount; band++)
        {
            for (int window = 0; window < 3 && start < spectrum.Length; window++)
            {
                int exponent = gain - (8 * granule.WindowGains[window]) - (factors[next++] << granule.ScaleFactorShift);
                Scale(spectrum.Slice(start, Math.Min(widths[band], spectrum.Length - start)), exponent);
                start += widths[band];
            }
        }
    }

    private static void Scale(Span<float> band, int exponent)
    {
        float factor = Powers[exponent - Smallest];
        foreach (ref float coefficient in band)
        {
            coefficient *= factor;
        }
    }
}
