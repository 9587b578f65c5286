namespace GenreNet.Core.Audio;

/// <summary>Represents a chunk of a RIFF or IFF file.</summary>
/// <param name="Offset">Byte offset of the chunk's name.</param>
/// <param name="Length">Number of bytes of content, according to the chunk's header.</param>
internal readonly record struct Chunk(long Offset, uint Length)
{
    /// <summary>Gets the byte offset of the content.</summary>
    public long Start => Offset + ChunkWalker.HeadLength;
}

/// <summary>Iterates over chunks. A chunk of odd length is followed by a pad byte, which some programs omit.</summary>
/// <param name="source">File, positioned at its first chunk.</param>
/// <param name="fields">Byte order of the lengths.</param>
/// <param name="knownNames">Usual chunk names of this format.</param>
internal sealed class ChunkWalker(ByteSource source, HeaderFields fields, string[] knownNames)
{
    /// <summary>The number of bytes of a chunk's name and length.</summary>
    public const int HeadLength = 8;

    private const int NameLength = 4;

    /// <summary>
    /// The maximum number of chunks. Real files have a few dozen; millions of empty chunks would block a reader for a time proportional to
    /// the file size.
    /// </summary>
    private const int MostChunks = 10_000;

    /// <summary>
    /// The maximum length of a chunk with an unknown name if the end of the file is not known; a longer one is not accepted as a chunk.
    /// </summary>
    private const long LargestUnknown = 1 << 24;

    private int _count;

    /// <summary>Specifies how likely it is that bytes are the head of a chunk.</summary>
    private enum Likeness
    {
        None,
        Printable,
        Known,
    }

    /// <summary>Reads the head of the next chunk.</summary>
    /// <param name="name">Receives the four bytes of the name.</param>
    /// <param name="chunk">Receives the chunk.</param>
    /// <returns>true if there was a chunk; false at the end of the file.</returns>
    /// <exception cref="AudioFormatException">The file has more chunks than any real file.</exception>
    public bool Next(Span<byte> name, out Chunk chunk)
    {
        long offset = source.Position;
        Span<byte> head = stackalloc byte[HeadLength];
        if (source.Read(head) < HeadLength)
        {
            chunk = new Chunk(offset, 0);
            return false;
        }

        if (++_count > MostChunks)
        {
            throw new AudioFormatException(source.Name, $"the file is damaged: it has more than {MostChunks} chunks. Export it again.", offset);
        }

        head[..NameLength].CopyTo(name);
        chunk = new Chunk(offset, fields.UInt32(head[NameLength..]));
        return true;
    }

    /// <summary>Moves past a chunk and its pad byte, if present: some programs omit it, or add one after an even length.</summary>
    /// <param name="chunk">Chunk whose content the source is positioned in.</param>
    /// <param name="length">Length of the content, if it differs from that in the chunk's head.</param>
    public void Leave(Chunk chunk, long? length = null)
    {
        long content = length ?? chunk.Length;
        source.Skip(Math.Max(0, chunk.Start + content - source.Position));
        Span<byte> ahead = stackalloc byte[1 + HeadLength];
        ahead = ahead[..source.Peek(ahead)];
        Likeness here = LikenessOf(ahead[..Math.Min(HeadLength, ahead.Length)], 0);
        Likeness next = LikenessOf(ahead.IsEmpty ? ahead : ahead[1..], 1);
        // Odd length: skip a pad byte unless the bytes without it look more like a chunk. Even length: skip one only if a known chunk
        // follows it and no chunk is here.
        bool isPadded = content % 2 == 1 ? here <= next : here == Likeness.None && next == Likeness.Known;
        if (isPadded)
        {
            source.Skip(1);
        }
    }

    /// <summary>Returns whether the next bytes are the head of a chunk with a known name.</summary>
    public bool IsKnownNext()
    {
        Span<byte> head = stackalloc byte[HeadLength];
        return source.Peek(head) == HeadLength && LikenessOf(head, 0) == Likeness.Known;
    }

    private Likeness LikenessOf(ReadOnlySpan<byte> head, int offset)
    {
        if (head.Length < HeadLength)
        {
            return Likeness.None;
        }

        foreach (string known in knownNames)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(head[..NameLength], known))
            {
                return Likeness.Known;
            }
        }

        bool isPrintable = head[..NameLength].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
        bool fits = fields.UInt32(head[NameLength..]) <= (source.Remaining - offset - HeadLength ?? LargestUnknown);
        return isPrintable && fits ? Likeness.Printable : Likeness.None;
    }
}
