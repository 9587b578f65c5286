namespace GenreNet.Core.Numpy;

/// <summary>Represents a file in a ZIP archive that is already compressed with deflate.</summary>
/// <param name="Name">Name in ASCII.</param>
/// <param name="Length">Number of bytes before compression.</param>
/// <param name="CompressedLength">Number of bytes of the deflate stream.</param>
/// <param name="Checksum">CRC-32 of the bytes before compression.</param>
/// <param name="CopyTo">Writes the deflate stream, exactly <paramref name="CompressedLength"/> bytes.</param>
internal sealed record ZipMember(string Name, long Length, long CompressedLength, uint Checksum, Action<Stream> CopyTo)
{
    /// <summary>Creates a member from blocks.</summary>
    /// <param name="name">Name in ASCII.</param>
    /// <param name="blocks">Length, compressed length and checksum of each block; the compressed bytes can remain on disk.</param>
    /// <param name="copyBlocks">Writes the compressed bytes of all blocks in this order.</param>
    public static ZipMember Of(string name, IEnumerable<(long Length, long CompressedLength, uint Checksum)> blocks, Action<Stream> copyBlocks)
    {
        (long length, long compressed, uint checksum) = (0, DeflateBlock.End.Length, 0);
        foreach ((long blockLength, long blockCompressed, uint blockChecksum) in blocks)
        {
            checksum = Crc32Sum.Combine(checksum, blockChecksum, blockLength);
            length += blockLength;
            compressed += blockCompressed;
        }

        return new ZipMember(name, length, compressed, checksum, stream =>
        {
            copyBlocks(stream);
            stream.Write(DeflateBlock.End);
        });
    }

    /// <summary>Creates a member from blocks in memory.</summary>
    /// <param name="name">Name in ASCII.</param>
    /// <param name="blocks">Blocks in the order of the data.</param>
    public static ZipMember Of(string name, params IReadOnlyList<DeflateBlock> blocks) => Of(
        name,
        blocks.Select(b => (b.Length, (long)b.Compressed.Length, b.Checksum)),
        stream =>
        {
            foreach (DeflateBlock block in blocks)
            {
                stream.Write(block.Compressed.Span);
            }
        });
}
