using System.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Represents how the residues of a submap are stored.</summary>
/// <remarks>Vorbis I specification, section 8.6.1.</remarks>
/// <param name="Type">0: interleaved within partitions; 1: in order; 2: the channels interleaved as one.</param>
/// <param name="Begin">First value that is coded.</param>
/// <param name="PartitionSize">Number of values per partition.</param>
/// <param name="FillsPartitions">Whether the vectors of all its codebooks fill partitions exactly.</param>
internal readonly record struct VorbisResidue(int Type, int Begin, int PartitionSize, bool FillsPartitions)
{
    private const int InterleavedChannels = 2;

    /// <summary>Returns whether NVorbis decodes it correctly.</summary>
    /// <remarks>
    /// Of several channels it reads those that have no floor as well, unless they are interleaved as one; then a partition must start with
    /// the first channel.
    /// </remarks>
    /// <param name="channels">Number of channels.</param>
    public bool IsSupported(int channels) =>
        FillsPartitions && (channels == 1 || (Type == InterleavedChannels && Begin % channels == 0 && PartitionSize % channels == 0));

    /// <summary>Reads a residue.</summary>
    /// <exception cref="InvalidDataException">The residue is not allowed by the specification.</exception>
    public static VorbisResidue Read(ref VorbisBits bits, VorbisCodebook[] codebooks, ref VorbisMemory memory)
    {
        int type = bits.ReadInt(16);
        int begin = bits.ReadInt(24);
        int end = bits.ReadInt(24);
        int partitionSize = bits.ReadInt(24) + 1;
        int classifications = bits.ReadInt(6) + 1;
        int classbook = bits.ReadInt(8);
        bool isValid = type <= InterleavedChannels && begin <= end && classbook < codebooks.Length;
        int bookCount = 0;
        for (int i = 0; i < classifications; i++)
        {
            uint stages = bits.Read(3);
            stages |= bits.ReadBit() ? bits.Read(5) << 3 : 0;
            bookCount += BitOperations.PopCount(stages);
        }

        bool fills = true;
        for (int i = 0; i < bookCount; i++)
        {
            int book = bits.ReadInt(8);
            isValid &= book < codebooks.Length && codebooks[book].HasValues;
            fills &= isValid && partitionSize % codebooks[book].Dimensions == 0;
        }

        if (!isValid || !VorbisCodebook.PowerIsAtMost(classifications, codebooks[classbook].Dimensions, codebooks[classbook].EntryCount))
        {
            throw new InvalidDataException("its Vorbis setup header has an impossible residue");
        }

        // NVorbis stores the classes of each of the classifications ^ dimensions entries.
        const int ArrayBytes = 40;
        int dimensions = codebooks[classbook].Dimensions;
        memory.Take((long)Math.Pow(classifications, dimensions), ArrayBytes + (sizeof(int) * dimensions));
        return new VorbisResidue(type, begin, partitionSize, fills);
    }
}
