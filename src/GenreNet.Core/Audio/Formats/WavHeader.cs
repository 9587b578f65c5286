namespace GenreNet.Core.Audio;

/// <summary>Reads the chunks of RIFF, RIFX, RF64 and BW64 WAV files up to the first sample.</summary>
/// <remarks>
/// Microsoft, Multiple channel audio data and WAVE files (2001); EBU Tech 3306 (2009) for RF64. RIFX is RIFF with every integer and sample
/// big-endian, as sox (<c>-B</c>) and libsndfile write it.
/// </remarks>
internal static class WavHeader
{
    private const int StartLength = 12;

    /// <summary>
    /// The usual chunk names of WAV files. Pad bytes and empty data chunks are detected by checking whether a known name follows.
    /// </summary>
    private static readonly string[] ChunkNames =
    [
        "fmt ", "data", "fact", "LIST", "JUNK", "PAD ", "FLLR", "bext", "iXML", "axml", "chna", "cart", "PEAK", "cue ", "plst", "smpl",
        "inst",
        "acid", "strc", "DISP", "id3 ", "afsp", "levl", "umid", "minf", "elm1", "regn", "_PMX", "ds64", "CSET", "labl", "note", "LGWV",
        "SAUR",
        "wavl",
    ];

    /// <summary>Returns whether the first twelve bytes identify a WAV file.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.Length >= StartLength && start[8..StartLength].SequenceEqual("WAVE"u8)
        && (start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8));

    /// <summary>Reads the header after the first twelve bytes and positions the source at the first sample.</summary>
    /// <returns>The layout, or null for a codec that GenreNet does not decode.</returns>
    /// <exception cref="AudioFormatException">The header is damaged, or it is RIFX with a codec that GenreNet does not decode.</exception>
    public static PcmLayout? Read(ByteSource source, ReadOnlySpan<byte> start)
    {
        var fields = new HeaderFields(BigEndian: start.StartsWith("RIFX"u8));
        var walker = new ChunkWalker(source, fields, ChunkNames);
        long containerEnd = source.Position - StartLength + ChunkWalker.HeadLength + fields.UInt32(start[4..]);
        long? data64 = null;
        PcmLayout? layout = null;
        (long Start, long Length)? earlyData = null;
        bool hasEmptyData = false;
        Span<byte> name = stackalloc byte[4];
        Span<byte> sizes = stackalloc byte[16];
        while (walker.Next(name, out Chunk chunk))
        {
            if (Is(name, "data"))
            {
                // The data chunk is empty and more chunks follow: the audio may be in a second data chunk.
                if (chunk.Length == 0 && data64 is null or 0 && walker.IsKnownNext())
                {
                    hasEmptyData = true;
                    continue;
                }

                long? length = DataLength(source, chunk.Length, data64);
                if (layout is not null)
                {
                    return layout with { DataLength = length, ContainerEnd = containerEnd };
                }

                earlyData ??= (chunk.Start, EarlyLength(source, chunk, length));
                walker.Leave(chunk, length);
            }
            else if (Is(name, "fmt ") && layout is null)
            {
                layout = WavFormatChunk.Read(source, fields, chunk.Length);
                if (layout is null)
                {
                    return null;
                }

                if (earlyData is (long first, long early))
                {
                    source.SeekTo(first);
                    return layout with { DataLength = early, ContainerEnd = containerEnd };
                }

                walker.Leave(chunk);
            }
            else
            {
                if (Is(name, "ds64") && chunk.Length >= 24)
                {
                    source.ReadExactly(sizes, "the ds64 chunk");
                    data64 = fields.Int64(sizes[8..]);
                }

                walker.Leave(chunk);
            }
        }

        return layout is not null && hasEmptyData
            ? layout with { DataLength = 0 }
            : throw new AudioFormatException(
                source.Name, $"the WAV file has no {(layout is null ? "fmt" : "data")} chunk. Export it again.", source.Position);
    }

    private static long? DataLength(ByteSource source, uint length, long? data64)
    {
        // In RF64, a length of 0xFFFFFFFF means that the length is in the ds64 chunk.
        long claimed = data64 is not null && length is 0 or uint.MaxValue ? data64.Value : length;
        return ClaimedLength.IsPlaceholder(claimed, source.Remaining) ? null : claimed;
    }

    /// <summary>Returns the length of a data chunk before the format chunk: it must be known, and the source must be seekable.</summary>
    private static long EarlyLength(ByteSource source, Chunk chunk, long? length)
    {
        if (!source.CanSeek)
        {
            throw new AudioFormatException(
                source.Name,
                "the data chunk precedes the fmt chunk, so it cannot be read from a stream that does not support seeking. Save the stream to a file first.",
                chunk.Offset);
        }

        return length ?? throw new AudioFormatException(
            source.Name, "the data chunk precedes the fmt chunk, and its length is unknown. Export the file again as WAV.", chunk.Offset);
    }

    /// <summary>Compares chunk names leniently: some files use capitals, or a zero byte instead of the space.</summary>
    private static bool Is(ReadOnlySpan<byte> name, string expected) =>
        System.Text.Ascii.EqualsIgnoreCase(name[..3], expected.AsSpan(0, 3))
        && (System.Text.Ascii.EqualsIgnoreCase(name[3..], expected.AsSpan(3)) || (expected[3] == ' ' && name[3] == 0));
}
