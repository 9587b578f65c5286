namespace GenreNet.Core.Audio;

/// <summary>A chunk of a RIFF or IFF file.</summary>
/// <param name="Offset">Byte at which its name begins.</param>
/// <param name="Length">Bytes of its content, as its header claims.</param>
internal readonly record struct Chunk(long Offset, uint Length)
{
    /// <summary>Byte at which its content begins.</summary>
    public long Start => Offset + ChunkWalker.HeadLength;
}

/// <summary>Goes from chunk to chunk. A chunk of an odd length has a pad byte after it, which some writers leave out.</summary>
/// <param name="source">The file, at its first chunk.</param>
/// <param name="fields">The byte order of lengths.</param>
/// <param name="knownNames">The names that chunks of this format usually have.</param>
internal sealed class ChunkWalker(ByteSource source, HeaderFields fields, string[] knownNames)
{
    /// <summary>Bytes of a chunk's name and length.</summary>
    public const int HeadLength = 8;

    private const int NameLength = 4;

    /// <summary>Real files have a few dozen. Millions of empty ones would keep a reader busy for as long as the file is large.</summary>
    private const int MostChunks = 10_000;

    /// <summary>Where the end of the file is not known, a larger chunk without a known name is not believed.</summary>
    private const long LargestUnknown = 1 << 24;

    private int _count;

    /// <summary>How sure it is that bytes are the head of a chunk.</summary>
    private enum Likeness
    {
        None,
        Printable,
        Known,
    }

    /// <summary>Reads the head of the next chunk.</summary>
    /// <param name="name">Receives the four bytes of its name.</param>
    /// <param name="chunk">The chunk.</param>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="AudioFormatException">There are more chunks than any real file has.</exception>
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
            throw new AudioFormatException(source.Name, $"it has more than {MostChunks} chunks and is damaged: export it again.", offset);
        }

        head[..NameLength].CopyTo(name);
        chunk = new Chunk(offset, fields.UInt32(head[NameLength..]));
        return true;
    }

    /// <summary>Moves behind a chunk and its pad byte, if it has one: some writers leave it out or add one after an even length.</summary>
    /// <param name="chunk">The chunk in whose content the source is.</param>
    /// <param name="length">Its length where that is not in its head.</param>
    public void Leave(Chunk chunk, long? length = null)
    {
        long content = length ?? chunk.Length;
        source.Skip(Math.Max(0, chunk.Start + content - source.Position));
        Span<byte> ahead = stackalloc byte[1 + HeadLength];
        ahead = ahead[..source.Peek(ahead)];
        Likeness here = LikenessOf(ahead[..Math.Min(HeadLength, ahead.Length)], 0);
        Likeness next = LikenessOf(ahead.IsEmpty ? ahead : ahead[1..], 1);
        // After an odd length, here without a pad byte only if that looks better; after an even one, further only if here is nothing.
        bool isPadded = content % 2 == 1 ? here <= next : here == Likeness.None && next == Likeness.Known;
        if (isPadded)
        {
            source.Skip(1);
        }
    }

    /// <summary>Whether the next bytes are the head of a chunk with a known name.</summary>
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
