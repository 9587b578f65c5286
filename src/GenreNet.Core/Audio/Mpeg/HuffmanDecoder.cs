namespace GenreNet.Core.Audio;

/// <summary>Decodes the Huffman codes of a granule.</summary>
/// <remarks>ISO/IEC 11172-3, section 2.4.2.7 and annex B, table 3-B.7.</remarks>
internal static class HuffmanDecoder
{
    /// <summary>The largest coefficient: 15 and 13 additional bits.</summary>
    private const int Largest = 15 + (1 << 13) - 1;

    /// <summary>The number of bits after the last one that reading stops at; they are zero.</summary>
    private const int Overread = 8;

    private static readonly HuffmanTable?[] PairTables = CreatePairTables();
    private static readonly HuffmanTable FirstQuadTable = new(HuffmanCodes.Quads(false));
    private static readonly HuffmanTable SecondQuadTable = new(HuffmanCodes.Quads(true));

    /// <summary>The powers of 4/3 of all coefficients.</summary>
    private static readonly float[] Powers = [.. Enumerable.Range(0, Largest + 1).Select(i => (float)Math.Pow(i, 4.0 / 3.0))];

    /// <summary>Decodes coefficients and raises them to the power of 4/3.</summary>
    /// <param name="bits">Bits at the first code.</param>
    /// <param name="granule">Receives the coefficients.</param>
    /// <param name="end">Index after the last bit of the granule.</param>
    /// <param name="available">Index after the last bit that exists, which is smaller in a frame that was cut short.</param>
    /// <param name="beginsEarlier">Whether the granule begins in the data of earlier frames.</param>
    public static void Decode(ref BitReader bits, Granule granule, int end, int available, bool beginsEarlier)
    {
        // ffmpeg ends a granule where the data end, unless the granule begins in the data of earlier frames: then all its codes are read,
        // as zeros. There is no better end of a file that was cut short, so this is done here as well.
        int last = !beginsEarlier ? Math.Min(end, available) : end <= available + Overread ? end : int.MaxValue;
        Span<float> spectrum = granule.Spectrum;
        int next = 0;
        for (int region = 0; region < granule.Tables.Length; region++)
        {
            next = DecodePairs(ref bits, spectrum, next, granule.RegionEnds[region], granule.Tables[region], last, available);
        }

        next = DecodeQuads(ref bits, spectrum, next, granule.UsesSecondQuadTable ? SecondQuadTable : FirstQuadTable, end, last, available);
        spectrum[next..].Clear();
        granule.Used = next;
    }

    private static HuffmanTable?[] CreatePairTables()
    {
        var tables = new HuffmanTable?[32];
        for (int i = 0; i < tables.Length; i++)
        {
            // Tables 17 to 23 have the codes of table 16, tables 25 to 31 those of table 24.
            bool isSame = i is (> 16 and < 24) or > 24;
            ReadOnlySpan<byte> codes = HuffmanCodes.Pairs(i);
            tables[i] = isSame ? tables[i - 1] : codes.IsEmpty ? null : new HuffmanTable(codes);
        }

        return tables;
    }

    /// <summary>Decodes the pairs of a region, and returns the index after the last one.</summary>
    private static int DecodePairs(
        ref BitReader bits, Span<float> spectrum, int next, int regionEnd, int tableIndex, int last, int available)
    {
        if (PairTables[tableIndex] is not { } table)
        {
            if (next < regionEnd)
            {
                spectrum[next..regionEnd].Clear();
            }

            return Math.Max(next, regionEnd);
        }

        int additionalBits = HuffmanCodes.AdditionalBits(tableIndex);
        ReadOnlySpan<float> powers = Powers;
        for (; next < regionEnd && bits.Position < last; next += 2)
        {
            ulong ahead = bits.Peek();
            int position = bits.Position;
            int pair = table.Decode(ref ahead, ref position);
            spectrum[next] = Coefficient(pair >> 4, additionalBits, powers, ref ahead, ref position);
            spectrum[next + 1] = Coefficient(pair & 15, additionalBits, powers, ref ahead, ref position);
            bits.Position = Math.Min(position, available + Overread);
        }

        return next;
    }

    private static float Coefficient(int magnitude, int additionalBits, ReadOnlySpan<float> powers, ref ulong ahead, ref int position)
    {
        if (magnitude == 0)
        {
            return 0;
        }

        if (magnitude == 15 && additionalBits > 0)
        {
            magnitude += (int)(ahead >> (64 - additionalBits));
            ahead <<= additionalBits;
            position += additionalBits;
        }

        float power = powers[magnitude];
        float coefficient = (long)ahead < 0 ? -power : power;
        ahead <<= 1;
        position++;
        return coefficient;
    }

    /// <summary>Decodes coefficients of at most one, four at a time, and returns the index after the last one.</summary>
    private static int DecodeQuads(ref BitReader bits, Span<float> spectrum, int next, HuffmanTable table, int end, int last, int available)
    {
        bool isFirst = true;
        for (; next + 4 <= spectrum.Length && bits.Position < last; next += 4)
        {
            isFirst = false;
            ulong ahead = bits.Peek();
            int position = bits.Position;
            int quad = table.Decode(ref ahead, ref position);
            for (int i = 0; i < 4; i++)
            {
                bool isOne = (quad & (8 >> i)) != 0;
                spectrum[next + i] = !isOne ? 0 : (long)ahead < 0 ? -1 : 1;
                ahead <<= isOne ? 1 : 0;
                position += isOne ? 1 : 0;
            }

            bits.Position = Math.Min(position, available + Overread);
        }

        // Some encoders declare too few bits, so that the last code is not one.
        return bits.Position > end && !isFirst && next + 4 <= spectrum.Length ? next - 4 : next;
    }
}
