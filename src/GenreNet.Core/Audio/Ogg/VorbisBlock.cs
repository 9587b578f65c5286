namespace GenreNet.Core.Audio;

/// <summary>
/// Represents the block of an audio packet: its length, and the lengths of the windows that it shares with its neighbours.
/// </summary>
/// <remarks>Vorbis I specification, sections 1.3.2 and 4.3.1.</remarks>
/// <param name="Size">Number of samples before overlapping.</param>
/// <param name="Left">Length of the window shared with the block before.</param>
/// <param name="Right">Length of the window shared with the block after.</param>
internal readonly record struct VorbisBlock(int Size, int Left, int Right)
{
    /// <summary>Gets the first sample of the block that overlaps with the block before.</summary>
    public int Start => (Size - Left) / 4;

    /// <summary>Gets the first sample of the block that overlaps with the block after.</summary>
    public int End => ((3 * Size) - Right) / 4;

    /// <summary>Reads the start of a packet.</summary>
    /// <returns>The block, or null if the packet is not audio.</returns>
    public static VorbisBlock? Read(ReadOnlySpan<byte> packet, VorbisIdentification identification, VorbisSetup setup)
    {
        // One bit for the kind of packet, at most six for the mode, and two for the windows: at most nine bits.
        int bits = packet.Length switch { 0 => 1, 1 => packet[0], _ => packet[0] | (packet[1] << 8) };
        int mode = (bits >> 1) & ((1 << setup.ModeBits) - 1);
        if ((bits & 1) != 0 || mode >= setup.LongModes.Length)
        {
            return null;
        }

        int Window(bool isLong) => isLong ? identification.LongBlock : identification.ShortBlock;
        int windows = bits >> (1 + setup.ModeBits);
        return setup.LongModes[mode]
            ? new VorbisBlock(identification.LongBlock, Window((windows & 1) != 0), Window((windows & 2) != 0))
            : new VorbisBlock(identification.ShortBlock, identification.ShortBlock, identification.ShortBlock);
    }

    /// <summary>Returns whether this block and the one before agree on the window that they share.</summary>
    public bool Follows(VorbisBlock before)
    {
        int shared = Math.Min(Size, before.Size);
        return Left == shared && before.Right == shared;
    }

    /// <summary>Returns the number of samples from the middle of the block before to the middle of this block.</summary>
    public int Duration(VorbisBlock before) => (before.Size + Size) / 4;
}
