namespace GenreNet.Core.Audio;

/// <summary>
/// Reads the setup header before NVorbis does. NVorbis trusts it: it allocates what the header declares, never returns on some values, and
/// decodes some valid variants incorrectly.
/// </summary>
/// <remarks>Vorbis I specification, section 4.2.4.</remarks>
/// <param name="LongModes">Whether the blocks of each mode are long.</param>
/// <param name="IsSupported">Whether NVorbis decodes the stream correctly.</param>
internal sealed record VorbisSetup(bool[] LongModes, bool IsSupported)
{
    /// <summary>The memory for the tables of a decoder, in bytes. libvorbis, the usual encoder, needs less than a tenth.</summary>
    private const long MemoryLimit = 20_000_000;

    private const int MagicLength = 7;

    /// <summary>Gets the number of bits of the mode number in a packet.</summary>
    public int ModeBits { get; } = VorbisCodebook.BitWidth(LongModes.Length - 1);

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">The header is not allowed by the specification.</exception>
    public static VorbisSetup Read(ReadOnlySpan<byte> packet, VorbisIdentification identification)
    {
        if (!packet.StartsWith("\u0005vorbis"u8))
        {
            throw new InvalidDataException("its Vorbis setup header is missing");
        }

        var bits = new VorbisBits(packet, MagicLength);
        var memory = new VorbisMemory(MemoryLimit);
        // Two buffers of a block per channel.
        memory.Take(2L * identification.ChannelCount, identification.LongBlock * sizeof(float));
        var codebooks = new VorbisCodebook[bits.ReadInt(8) + 1];
        for (int i = 0; i < codebooks.Length; i++)
        {
            codebooks[i] = VorbisCodebook.Read(ref bits, ref memory);
        }

        SkipTimeTransforms(ref bits);
        int floorCount = bits.ReadInt(6) + 1;
        bool isSupported = true;
        for (int i = 0; i < floorCount; i++)
        {
            if (bits.Read(16) == 0)
            {
                // Floor 0 was used by encoders of 2001. NVorbis computes its curve incorrectly.
                return new VorbisSetup([], IsSupported: false);
            }

            isSupported &= VorbisFloor.Check(ref bits, codebooks.Length);
        }

        var residues = new VorbisResidue[bits.ReadInt(6) + 1];
        for (int i = 0; i < residues.Length; i++)
        {
            residues[i] = VorbisResidue.Read(ref bits, codebooks, ref memory);
        }

        isSupported &= CheckMappings(ref bits, identification.ChannelCount, floorCount, residues, out int mappingCount);
        return new VorbisSetup(ReadModes(ref bits, mappingCount, identification, ref memory), isSupported);
    }

    /// <summary>Skips the time domain transforms, a placeholder of the format.</summary>
    private static void SkipTimeTransforms(ref VorbisBits bits)
    {
        for (int left = bits.ReadInt(6) + 1; left > 0; left--)
        {
            if (bits.Read(16) != 0)
            {
                throw new InvalidDataException("its Vorbis setup header has an unknown time domain transform");
            }
        }
    }

    /// <summary>Checks the mappings of floors and residues to channels.</summary>
    /// <returns>Whether NVorbis decodes them correctly.</returns>
    private static bool CheckMappings(ref VorbisBits bits, int channels, int floorCount, VorbisResidue[] residues, out int mappingCount)
    {
        mappingCount = bits.ReadInt(6) + 1;
        bool isSupported = true;
        for (int i = 0; i < mappingCount; i++)
        {
            bool isValid = bits.Read(16) == 0;
            int submaps = bits.ReadBit() ? bits.ReadInt(4) + 1 : 1;
            int couplings = bits.ReadBit() ? bits.ReadInt(8) + 1 : 0;
            int channelBits = VorbisCodebook.BitWidth(channels - 1);
            for (int coupling = 0; coupling < couplings; coupling++)
            {
                int magnitude = bits.ReadInt(channelBits);
                int angle = bits.ReadInt(channelBits);
                isValid &= magnitude != angle && magnitude < channels && angle < channels;
            }

            isValid &= bits.Read(2) == 0;
            for (int channel = 0; submaps > 1 && channel < channels; channel++)
            {
                isValid &= bits.ReadInt(4) < submaps;
            }

            // NVorbis silences every channel that is not in all submaps.
            isSupported &= submaps == 1;
            for (int submap = 0; submap < submaps; submap++)
            {
                bits.Skip(8);
                int floor = bits.ReadInt(8);
                int residue = bits.ReadInt(8);
                isValid &= floor < floorCount && residue < residues.Length;
                isSupported &= isValid && residues[residue].IsSupported(channels);
            }

            if (!isValid)
            {
                throw new InvalidDataException("its Vorbis setup header has an impossible mapping");
            }
        }

        return isSupported;
    }

    private static bool[] ReadModes(ref VorbisBits bits, int mappingCount, VorbisIdentification identification, ref VorbisMemory memory)
    {
        // NVorbis computes a window for every combination of neighbours of a long block.
        const int WindowsPerLongMode = 4;
        bool[] longModes = new bool[bits.ReadInt(6) + 1];
        for (int i = 0; i < longModes.Length; i++)
        {
            longModes[i] = bits.ReadBit();
            uint windowAndTransform = bits.Read(32);
            if (windowAndTransform != 0 || bits.ReadInt(8) >= mappingCount)
            {
                throw new InvalidDataException("its Vorbis setup header has an impossible mode");
            }

            int blockSize = longModes[i] ? identification.LongBlock : identification.ShortBlock;
            memory.Take(longModes[i] ? WindowsPerLongMode : 1, sizeof(float) * blockSize);
        }

        return bits.ReadBit() ? longModes : throw new InvalidDataException("its Vorbis setup header has no end");
    }
}
