namespace GenreNet.Core.Audio;

/// <summary>Turns the spectra of joint stereo into those of left and right.</summary>
/// <remarks>ISO/IEC 11172-3, section 2.4.3.4, "Stereo processing"; 13818-3, section 2.4.3.2, "Intensity stereo".</remarks>
internal static class StereoDecoder
{
    private const float HalfPower = 0.70710678f;

    /// <summary>The number of directions of MPEG-1; the next number means that a band is not coded by intensity.</summary>
    private const int DirectionCount = 7;

    /// <summary>The number of directions of MPEG-2, as of its longest scale factors.</summary>
    private const int LowRateDirectionCount = 16;

    /// <summary>Left and right factors of MPEG-1: the sines and cosines of a balance, divided by their sum.</summary>
    private static readonly (float Left, float Right)[] Balances =
        [.. Enumerable.Range(0, DirectionCount).Select(i => ((float)Balance(i), (float)Balance(DirectionCount - 1 - i)))];

    /// <summary>Left and right factors of MPEG-2 for steps of 2^(1/4) and of 2^(1/2).</summary>
    private static readonly (float Left, float Right)[][] LowRateBalances =
        [.. Enumerable.Range(1, 2).Select(CreateLowRateBalances)];

    /// <summary>Decodes both spectra in place.</summary>
    public static void Apply(Granule left, Granule right, MpegHeader header)
    {
        if (header.IsIntensity)
        {
            ApplyIntensity(left, right, header);
            left.Used = right.Used = Granule.Length;
        }
        else if (header.IsMidSide)
        {
            int used = Math.Max(left.Used, right.Used);
            ApplyMidSide(left.Spectrum.AsSpan(0, used), right.Spectrum.AsSpan(0, used));
            left.Used = right.Used = used;
        }
    }

    private static double Balance(int direction)
    {
        double angle = direction * Math.PI / 12;
        return Math.Sin(angle) / (Math.Sin(angle) + Math.Cos(angle));
    }

    private static (float Left, float Right)[] CreateLowRateBalances(int step) =>
        [.. Enumerable.Range(0, LowRateDirectionCount).Select(direction => LowRateBalance(direction, step))];

    private static (float Left, float Right) LowRateBalance(int direction, int step)
    {
        float factor = (float)Math.Pow(2, -step * ((direction + 1) / 2) / 4.0);
        return direction % 2 == 1 ? (factor, 1) : (1, factor);
    }

    private static void ApplyMidSide(Span<float> left, Span<float> right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            (left[i], right[i]) = ((left[i] + right[i]) * HalfPower, (left[i] - right[i]) * HalfPower);
        }
    }

    /// <summary>
    /// Decodes bands from the highest to the lowest. The bands above the last coefficient of the right channel, for each window of short
    /// blocks, are coded by intensity; their scale factors are directions.
    /// </summary>
    private static void ApplyIntensity(Granule left, Granule right, MpegHeader header)
    {
        ReadOnlySpan<(float Left, float Right)> balances = header.IsLowRate ? LowRateBalances[right.ScaleFactorCompression & 1] : Balances;
        ReadOnlySpan<byte> widths = BandTables.ShortBands(header.RateIndex);
        ReadOnlySpan<ushort> longBands = BandTables.LongBands(header.RateIndex);
        Span<bool> isCoded = stackalloc bool[3];
        int end = Granule.Length;
        for (int band = BandTables.ShortCount - 1; band >= right.FirstShortBand; band--)
        {
            // The last band has no scale factors of its own.
            int factors = right.LongBandCount + (3 * (Math.Min(band, BandTables.ShortCount - 2) - right.FirstShortBand));
            for (int window = 2; window >= 0; window--)
            {
                end -= widths[band];
                (float, float)? balance = Of(balances, right.ScaleFactors[factors + window]);
                Span<float> leftBand = left.Spectrum.AsSpan(end, widths[band]);
                ApplyBand(leftBand, right.Spectrum.AsSpan(end, widths[band]), balance, ref isCoded[window], header.IsMidSide);
            }
        }

        bool isAnyCoded = isCoded[0] || isCoded[1] || isCoded[2];
        for (int band = right.LongBandCount - 1; band >= 0; band--)
        {
            int start = longBands[band];
            int width = longBands[band + 1] - start;
            (float, float)? balance = Of(balances, right.ScaleFactors[Math.Min(band, BandTables.LongCount - 2)]);
            ApplyBand(left.Spectrum.AsSpan(start, width), right.Spectrum.AsSpan(start, width), balance, ref isAnyCoded, header.IsMidSide);
        }
    }

    private static (float Left, float Right)? Of(ReadOnlySpan<(float Left, float Right)> balances, int direction) =>
        direction < balances.Length ? balances[direction] : null;

    private static void ApplyBand(Span<float> left, Span<float> right, (float Left, float Right)? balance, ref bool isCoded, bool isMidSide)
    {
        isCoded |= right.ContainsAnyExcept(0f);
        if (!isCoded && balance is var (leftFactor, rightFactor))
        {
            for (int i = 0; i < left.Length; i++)
            {
                right[i] = left[i] * rightFactor;
                left[i] *= leftFactor;
            }
        }
        else if (isMidSide)
        {
            ApplyMidSide(left, right);
        }
    }
}
