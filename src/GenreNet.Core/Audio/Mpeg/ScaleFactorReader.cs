namespace GenreNet.Core.Audio;

/// <summary>Reads the scale factors of a granule.</summary>
/// <remarks>ISO/IEC 11172-3, section 2.4.2.7 (MPEG-1); 13818-3, section 2.4.3.2 (MPEG-2).</remarks>
internal static class ScaleFactorReader
{
    /// <summary>
    /// The number of scale factors of MPEG-2 with the same length, for six kinds of side information and three of blocks.
    /// </summary>
    private static ReadOnlySpan<byte> GroupCounts =>
    [
        6, 5, 5, 5, 9, 9, 9, 9, 6, 9, 9, 9,
        6, 5, 7, 3, 9, 9, 12, 6, 6, 9, 12, 6,
        11, 10, 0, 0, 18, 18, 0, 0, 15, 18, 0, 0,
        7, 7, 7, 0, 12, 12, 12, 0, 6, 15, 12, 0,
        6, 6, 6, 3, 12, 9, 9, 6, 6, 12, 9, 6,
        8, 8, 5, 0, 15, 12, 9, 0, 6, 18, 9, 0,
    ];

    private static ReadOnlySpan<byte> LowLengths => [0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4];

    private static ReadOnlySpan<byte> HighLengths => [0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3];

    /// <summary>Reads the scale factors of MPEG-1.</summary>
    /// <param name="bits">Bits at the first scale factor.</param>
    /// <param name="granule">Receives the scale factors.</param>
    /// <param name="first">First granule of the same channel.</param>
    public static void Read(ref BitReader bits, Granule granule, Granule first)
    {
        int low = LowLengths[granule.ScaleFactorCompression];
        int high = HighLengths[granule.ScaleFactorCompression];
        Span<byte> factors = granule.ScaleFactors;
        int next = 0;
        if (granule.BlockType == Granule.ShortBlock)
        {
            Fill(ref bits, factors, ref next, granule.IsMixed ? 17 : 18, low);
            Fill(ref bits, factors, ref next, 18, high);
        }
        else
        {
            for (int group = 0; group < 4; group++)
            {
                int count = group == 0 ? 6 : 5;
                if ((granule.SharedScaleFactors & (8 >> group)) != 0)
                {
                    first.ScaleFactors.AsSpan(next, count).CopyTo(factors[next..]);
                    next += count;
                }
                else
                {
                    Fill(ref bits, factors, ref next, count, group < 2 ? low : high);
                }
            }
        }

        factors[next..].Clear();
    }

    /// <summary>Reads the scale factors of MPEG-2 and MPEG-2.5.</summary>
    /// <param name="bits">Bits at the first scale factor.</param>
    /// <param name="granule">Receives the scale factors.</param>
    /// <param name="isDirection">Whether they are the directions of intensity stereo.</param>
    public static void ReadLowRate(ref BitReader bits, Granule granule, bool isDirection)
    {
        int code = isDirection ? granule.ScaleFactorCompression >> 1 : granule.ScaleFactorCompression;
        (int kind, int rest, int second, int third, int fourth) = isDirection switch
        {
            true when code < 180 => (3, code, 6, 6, 1),
            true when code < 244 => (4, code - 180, 4, 4, 1),
            true => (5, code - 244, 3, 1, 1),
            _ when code < 400 => (0, code, 5, 4, 4),
            _ when code < 500 => (1, code - 400, 5, 4, 1),
            _ => (2, code - 500, 3, 1, 1),
        };
        granule.HasPreemphasis = kind == 2;
        ReadOnlySpan<int> lengths =
            [rest / (fourth * third * second), rest / (fourth * third) % second, rest / fourth % third, rest % fourth];
        int block = granule.BlockType != Granule.ShortBlock ? 0 : granule.IsMixed ? 2 : 1;
        ReadOnlySpan<byte> counts = GroupCounts.Slice((12 * kind) + (4 * block), 4);
        Span<byte> factors = granule.ScaleFactors;
        int next = 0;
        for (int group = 0; group < 4; group++)
        {
            Fill(ref bits, factors, ref next, counts[group], lengths[group]);
        }

        factors[next..].Clear();
    }

    private static void Fill(ref BitReader bits, Span<byte> factors, ref int next, int count, int length)
    {
        foreach (ref byte factor in factors.Slice(next, count))
        {
            factor = (byte)bits.Read(length);
        }

        next += count;
    }
}
