namespace GenreNet.Core.Audio;

/// <summary>Turns the spectra of one channel into samples of 32 subbands: alias reduction, inverse MDCT, windows and overlap.</summary>
/// <remarks>
/// ISO/IEC 11172-3, section 2.4.3.4, "Synthesis filterbank". Transform, window and frequency inversion of a subband are one linear map of
/// 18 coefficients to 36 samples, whatever the block type.
/// </remarks>
internal sealed class HybridFilterBank
{
    /// <summary>The number of subbands.</summary>
    public const int BandCount = 32;

    /// <summary>The number of samples per subband in a granule.</summary>
    public const int SlotCount = 18;

    private const int NormalBlock = 0;
    private const int OutputLength = 2 * SlotCount;

    /// <summary>The length of a row of a map: 36 samples, and zeros up to a multiple of every length of a SIMD vector.</summary>
    private const int RowLength = 48;

    /// <summary>The maps by block type; the maps of subbands with odd numbers follow.</summary>
    private static readonly float[][] Maps = [.. Enumerable.Range(0, 8).Select(i => CreateMap(i % 4, isOdd: i >= 4))];

    private static readonly (float Sine, float Cosine)[] Butterflies = [.. CreateButterflies()];

    private readonly float[] _overlap = new float[BandCount * SlotCount];
    private readonly float[] _reordered = new float[Granule.Length];
    private readonly float[] _output = new float[RowLength];

    /// <summary>Reorders the coefficients of short blocks, and reduces the aliases between subbands with long ones.</summary>
    public void Prepare(Granule granule, int rateIndex)
    {
        int pairs = BandCount - 1;
        if (granule.BlockType == Granule.ShortBlock)
        {
            Reorder(granule, rateIndex);
            pairs = granule.IsMixed ? 1 : 0;
        }

        // A butterfly spreads the coefficients into the next subband.
        pairs = Math.Min(pairs, (granule.Used + SlotCount - 1) / SlotCount);
        Span<float> spectrum = granule.Spectrum;
        for (int border = SlotCount; border <= pairs * SlotCount; border += SlotCount)
        {
            for (int i = 0; i < Butterflies.Length; i++)
            {
                (float sine, float cosine) = Butterflies[i];
                ref float below = ref spectrum[border - 1 - i];
                ref float above = ref spectrum[border + i];
                (below, above) = ((below * cosine) - (above * sine), (above * cosine) + (below * sine));
            }
        }

        if (pairs > 0)
        {
            granule.Used = Math.Min(Granule.Length, Math.Max(granule.Used, (pairs * SlotCount) + Butterflies.Length));
        }
    }

    /// <summary>Adds the transforms of granules that start at the same time.</summary>
    /// <param name="first">Granule after <see cref="Prepare"/>.</param>
    /// <param name="second">Another one, or null.</param>
    /// <param name="samples">Receives 18 slots of 32 samples, one per subband.</param>
    public void Transform(Granule first, Granule? second, Span<float> samples)
    {
        int used = Math.Max(first.Used, second?.Used ?? 0);
        for (int band = 0; band < BandCount; band++)
        {
            Span<float> overlap = _overlap.AsSpan(band * SlotCount, SlotCount);
            if (band * SlotCount >= used)
            {
                for (int slot = 0; slot < SlotCount; slot++)
                {
                    samples[(slot * BandCount) + band] = overlap[slot];
                }

                overlap.Clear();
                continue;
            }

            Array.Clear(_output);
            Add(first, band);
            if (second is not null)
            {
                Add(second, band);
            }

            for (int slot = 0; slot < SlotCount; slot++)
            {
                samples[(slot * BandCount) + band] = overlap[slot] + _output[slot];
            }

            _output.AsSpan(SlotCount, SlotCount).CopyTo(overlap);
        }
    }

    private static IEnumerable<(float Sine, float Cosine)> CreateButterflies()
    {
        // Table 3-B.9.
        foreach (double c in (double[])[-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037])
        {
            double length = Math.Sqrt(1 + (c * c));
            yield return ((float)(c / length), (float)(1 / length));
        }
    }

    private static float[] CreateMap(int blockType, bool isOdd)
    {
        float[] map = new float[SlotCount * RowLength];
        for (int input = 0; input < SlotCount; input++)
        {
            for (int output = 0; output < OutputLength; output++)
            {
                double weight = blockType == Granule.ShortBlock
                    ? ShortWeight(input, output)
                    : LongWindow(blockType, output) * Cosine(input, output, OutputLength);
                // Subbands with odd numbers have their spectrum reversed, which every other sample undoes.
                map[(input * RowLength) + output] = (float)(isOdd && output % 2 == 1 ? -weight : weight);
            }
        }

        return map;
    }

    /// <summary>Computes a weight of three short blocks, whose coefficients alternate and which start after six samples each.</summary>
    private static double ShortWeight(int input, int output)
    {
        int sample = output - 6 - (6 * (input % 3));
        return sample is >= 0 and < 12 ? Sine(sample, 12) * Cosine(input / 3, sample, 12) : 0;
    }

    private static double LongWindow(int blockType, int i) => (blockType, i) switch
    {
        (1, >= 30) or (3, < 6) => 0,
        (1, >= 24) => Sine(i - 18, 12),
        (1, >= 18) => 1,
        (3, < 12) => Sine(i - 6, 12),
        (3, < 18) => 1,
        _ => Sine(i, OutputLength),
    };

    private static double Sine(int i, int length) => Math.Sin(Math.PI / length * (i + 0.5));

    private static double Cosine(int input, int output, int length) =>
        Math.Cos(Math.PI / (2 * length) * ((2 * output) + 1 + (length / 2)) * ((2 * input) + 1));

    private void Add(Granule granule, int band)
    {
        int blockType = granule.IsMixed && band < 2 ? NormalBlock : granule.BlockType;
        LinearMap.Add(granule.Spectrum.AsSpan(band * SlotCount, SlotCount), Maps[blockType + (4 * (band % 2))], _output);
    }

    /// <summary>Lets the coefficients of the three windows alternate, which are stored one after the other for each band.</summary>
    private void Reorder(Granule granule, int rateIndex)
    {
        int start = BandTables.LongBands(rateIndex)[granule.LongBandCount];
        ReadOnlySpan<byte> widths = BandTables.ShortBands(rateIndex);
        for (int band = granule.FirstShortBand; band < BandTables.ShortCount; band++)
        {
            int width = widths[band];
            Span<float> block = granule.Spectrum.AsSpan(start, 3 * width);
            for (int i = 0; i < block.Length; i++)
            {
                _reordered[i] = block[(i % 3 * width) + (i / 3)];
            }

            _reordered.AsSpan(0, block.Length).CopyTo(block);
            start += block.Length;
            if (start >= granule.Used)
            {
                break;
            }
        }

        granule.Used = Math.Max(granule.Used, Math.Min(start, Granule.Length));
    }
}
