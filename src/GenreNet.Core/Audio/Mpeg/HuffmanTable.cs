namespace GenreNet.Core.Audio;

/// <summary>Looks up Huffman codes: codes of up to eight bits in one step, longer ones in two.</summary>
internal sealed class HuffmanTable
{
    private const int RootBits = 8;

    /// <summary>
    /// Length times 256 plus value of each code, for all continuations of its bits; or the complement of the offset of a table for longer
    /// codes times 16 plus the number of its bits.
    /// </summary>
    private readonly int[] _entries;

    /// <summary>Builds the table.</summary>
    /// <param name="codes">Lengths and values in ascending order of the codes.</param>
    public HuffmanTable(ReadOnlySpan<byte> codes)
    {
        List<int> entries = [.. new int[1 << RootBits]];
        // The next code, as the leading bits of a 32-bit integer.
        ulong next = 0;
        for (int i = 0; i < codes.Length; i += 2)
        {
            int length = codes[i];
            int entry = (length << 8) | codes[i + 1];
            int root = (int)(next >> (32 - RootBits));
            if (length <= RootBits)
            {
                Fill(entries, root, 1 << (RootBits - length), entry);
            }
            else
            {
                int bits = LongestUnder(codes[i..], next) - RootBits;
                if (entries[root] == 0)
                {
                    entries[root] = ~((entries.Count << 4) | bits);
                    entries.AddRange(new int[1 << bits]);
                }

                int link = ~entries[root];
                int rest = (int)((next << RootBits) & uint.MaxValue) >>> (32 - (link & 15));
                Fill(entries, (link >> 4) + rest, 1 << ((link & 15) + RootBits - length), entry - (RootBits << 8));
            }

            next += 1UL << (32 - length);
        }

        _entries = [.. entries];
    }

    /// <summary>Decodes a code and removes it from the bits.</summary>
    /// <param name="bits">Left-aligned bits.</param>
    /// <param name="position">Position of the first bit in the stream.</param>
    /// <returns>The value of the code.</returns>
    public int Decode(ref ulong bits, ref int position)
    {
        int entry = _entries[(int)(bits >> (64 - RootBits))];
        if (entry < 0)
        {
            int link = ~entry;
            bits <<= RootBits;
            position += RootBits;
            entry = _entries[(link >> 4) + (int)(bits >> (64 - (link & 15)))];
        }

        bits <<= entry >> 8;
        position += entry >> 8;
        return entry & 0xFF;
    }

    /// <summary>Returns the length of the longest code that has the same leading bits as the first.</summary>
    private static int LongestUnder(ReadOnlySpan<byte> codes, ulong first)
    {
        int longest = 0;
        ulong root = first >> (32 - RootBits);
        for (int i = 0; i < codes.Length && first >> (32 - RootBits) == root; i += 2)
        {
            longest = Math.Max(longest, codes[i]);
            first += 1UL << (32 - codes[i]);
        }

        return longest;
    }

    private static void Fill(List<int> entries, int start, int count, int entry)
    {
        for (int i = start; i < start + count; i++)
        {
            entries[i] = entry;
        }
    }
}
