using System.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Represents what the setup header says about a codebook, without its codewords and values.</summary>
/// <remarks>Vorbis I specification, section 3.2.1.</remarks>
/// <param name="Dimensions">Number of values per entry.</param>
/// <param name="EntryCount">Number of entries.</param>
/// <param name="HasValues">Whether entries have values, so that residues can use the codebook.</param>
internal readonly record struct VorbisCodebook(int Dimensions, int EntryCount, bool HasValues)
{
    private const uint SyncPattern = 0x564342;
    private const int MaximumCodeLength = 32;

    /// <summary>The memory of an entry in NVorbis: its node, and its place in several arrays.</summary>
    private const int EntryBytes = 80;

    /// <summary>Reads a codebook.</summary>
    /// <param name="bits">Setup header at the codebook.</param>
    /// <param name="memory">Memory that remains for the tables of the decoder.</param>
    /// <exception cref="InvalidDataException">The codebook is not allowed by the specification, or needs too much memory.</exception>
    public static VorbisCodebook Read(ref VorbisBits bits, ref VorbisMemory memory)
    {
        if (bits.Read(24) != SyncPattern)
        {
            throw new InvalidDataException("a Vorbis codebook has no sync pattern");
        }

        int dimensions = bits.ReadInt(16);
        int entries = bits.ReadInt(24);
        if (dimensions == 0)
        {
            throw new InvalidDataException("a Vorbis codebook has no dimensions");
        }

        memory.Take(entries, EntryBytes);
        if (bits.ReadBit())
        {
            SkipOrderedLengths(ref bits, entries);
        }
        else
        {
            SkipLengths(ref bits, entries);
        }

        int lookupType = bits.ReadInt(4);
        if (lookupType > 2)
        {
            throw new InvalidDataException("a Vorbis codebook has an unknown kind of values");
        }

        if (lookupType > 0)
        {
            memory.Take((long)entries * dimensions, 2 * sizeof(float));
            // The smallest value and the step.
            bits.Skip(32 + 32);
            int valueBits = bits.ReadInt(4) + 1;
            bits.Skip(1 + (valueBits * (lookupType == 1 ? ValuesPerDimension(entries, dimensions) : (long)entries * dimensions)));
        }

        return new VorbisCodebook(dimensions, entries, lookupType > 0);
    }

    /// <summary>
    /// Returns how many multiplicands a lattice has: the largest integer whose power <paramref name="dimensions"/> is at most
    /// <paramref name="entries"/>.
    /// </summary>
    /// <remarks>Section 9.2.3, lookup1_values.</remarks>
    private static int ValuesPerDimension(int entries, int dimensions)
    {
        // The root is inexact.
        int count = (int)Math.Pow(entries, 1.0 / dimensions) + 1;
        while (count > 0 && !PowerIsAtMost(count, dimensions, entries))
        {
            count--;
        }

        return count;
    }

    /// <summary>Returns whether a power of an integer is at most a limit.</summary>
    public static bool PowerIsAtMost(int value, int exponent, int limit)
    {
        long power = 1;
        for (int i = 0; i < exponent && power <= limit && value > 1; i++)
        {
            power *= value;
        }

        return power <= limit;
    }

    private static void SkipLengths(ref VorbisBits bits, int entries)
    {
        const int LengthBits = 5;
        bool isSparse = bits.ReadBit();
        if (!isSparse)
        {
            bits.Skip((long)LengthBits * entries);
            return;
        }

        for (int i = 0; i < entries; i++)
        {
            if (bits.ReadBit())
            {
                bits.Skip(LengthBits);
            }
        }
    }

    private static void SkipOrderedLengths(ref VorbisBits bits, int entries)
    {
        int length = bits.ReadInt(5) + 1;
        for (int done = 0; done < entries; length++)
        {
            int count = bits.ReadInt(BitWidth(entries - done));
            if (length > MaximumCodeLength || count > entries - done)
            {
                throw new InvalidDataException("a Vorbis codebook has impossible lengths of codewords");
            }

            done += count;
        }
    }

    /// <summary>Returns the number of bits of an integer: ilog of section 9.2.1.</summary>
    public static int BitWidth(int value) => 32 - BitOperations.LeadingZeroCount((uint)value);
}

/// <summary>Limits the memory of a decoder's tables. A few bits of a forged header can ask for gigabytes.</summary>
/// <param name="remaining">Bytes that remain.</param>
internal struct VorbisMemory(long remaining)
{
    /// <summary>Takes memory.</summary>
    /// <exception cref="InvalidDataException">No encoder needs that much.</exception>
    public void Take(long count, int size)
    {
        remaining -= count * size;
        if (remaining < 0)
        {
            throw new InvalidDataException("its Vorbis setup header asks for more memory than any encoder needs");
        }
    }
}
