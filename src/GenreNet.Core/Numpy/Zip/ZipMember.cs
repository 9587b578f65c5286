namespace GenreNet.Core.Numpy;

/// <summary>A file inside a ZIP archive, deflated already.</summary>
/// <param name="Name">Its name, ASCII.</param>
/// <param name="Length">Bytes before compression.</param>
/// <param name="CompressedLength">Bytes of the deflated stream.</param>
/// <param name="Checksum">CRC-32 of the bytes before compression.</param>
/// <param name="CopyTo">Writes the deflated stream: exactly <paramref name="CompressedLength"/> bytes.</param>
internal sealed record ZipMember(string Name, long Length, long CompressedLength, uint Checksum, Action<Stream> CopyTo)
{
    /// <summary>A member made of blocks.</summary>
    /// <param name="name">Its name, ASCII.</param>
    /// <param name="blocks">Length, compressed length and checksum of each; what holds the bytes may stay on disk.</param>
    /// <param name="copyBlocks">Writes the compressed bytes of all of them in this order.</param>
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

    /// <summary>A member made of blocks in memory.</summary>
    /// <param name="name">Its name, ASCII.</param>
    /// <param name="blocks">The blocks.</param>
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
