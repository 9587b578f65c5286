namespace GenreNet.Core.Audio;

/// <summary>Reads the chunks of AIFF and AIFF-C files up to the first sample.</summary>
/// <remarks>Apple, Audio Interchange File Format, version 1.3 (1989) and AIFF-C draft (1991).</remarks>
internal static class AiffHeader
{
    private const int StartLength = 12;
    private const int SoundHeadLength = 8;

    /// <summary>The usual chunk names of AIFF files. The walker detects pad bytes by checking whether a known name follows.</summary>
    private static readonly string[] ChunkNames =
    [
        "COMM", "SSND", "FVER", "MARK", "INST", "COMT", "NAME", "AUTH", "(c) ", "ANNO", "AESD", "MIDI", "APPL", "SAXL", "PEAK", "CHAN",
        "ID3 ",
        "JUNK", "FLLR", "PAD ", "basc", "trns", "cate", "LGWV", "bext",
    ];

    private static HeaderFields Fields => new(BigEndian: true);

    /// <summary>Returns whether the first twelve bytes identify an AIFF file.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.Length >= StartLength && start.StartsWith("FORM"u8)
        && (start[8..StartLength].SequenceEqual("AIFF"u8) || start[8..StartLength].SequenceEqual("AIFC"u8));

    /// <summary>Reads the header after the first twelve bytes and positions the source at the first sample.</summary>
    /// <returns>The layout, or null for a codec that GenreNet does not decode.</returns>
    public static PcmLayout? Read(ByteSource source, ReadOnlySpan<byte> start)
    {
        bool compressed = start[11] == (byte)'C';
        long containerEnd = source.Position - StartLength + ChunkWalker.HeadLength + Fields.UInt32(start[4..]);
        var walker = new ChunkWalker(source, Fields, ChunkNames);
        AiffCommonChunk? common = null;
        SoundChunk? sound = null;
        Span<byte> name = stackalloc byte[4];
        while (common is null || sound is null)
        {
            if (!walker.Next(name, out Chunk chunk))
            {
                throw new AudioFormatException(
                    source.Name, $"the AIFF file has no {(common is null ? "COMM" : "SSND")} chunk. Export it again.", chunk.Offset);
            }

            if (name.SequenceEqual("COMM"u8) && common is null)
            {
                common = AiffCommonChunk.Read(source, chunk.Length, compressed);
                if (common.Encoding is null)
                {
                    return null;
                }
            }
            else if (name.SequenceEqual("SSND"u8) && sound is null)
            {
                sound = ReadSound(source, chunk.Length);
                if (common is null && !source.CanSeek)
                {
                    throw new AudioFormatException(
                        source.Name,
                        "the COMM chunk follows the samples, so it cannot be read from a stream that does not support seeking. Save the stream to a file first.",
                        chunk.Offset);
                }
            }

            // Chunks can be in any order: if the sound chunk is first, seek back to it.
            if (common is null || sound is null)
            {
                walker.Leave(chunk);
            }
        }

        if (source.CanSeek)
        {
            source.SeekTo(Math.Min(sound.Value.First, source.Length!.Value));
        }
        else
        {
            source.Skip(sound.Value.First - source.Position);
        }

        return Complete(source, common, sound.Value) with { ContainerEnd = containerEnd };
    }

    private static PcmLayout Complete(ByteSource source, AiffCommonChunk common, SoundChunk sound)
    {
        var layout = new PcmLayout("AIFF", common.SampleRate, common.ChannelCount, common.Encoding!.Value, common.BigEndian, sound.Length);
        long claimed = (long)common.FrameCount * layout.FrameLength;
        bool isOpen = ClaimedLength.IsPlaceholder(common.FrameCount, null) || ClaimedLength.IsPlaceholder(claimed, source.Remaining);
        if (isOpen || claimed / layout.FrameLength == sound.Length / layout.FrameLength)
        {
            return layout;
        }

        // A pad byte within the chunk, and the padding of a block, are not audio.
        bool isFilledUp = claimed < sound.Length && (sound.Length - claimed == 1 || sound.BlockLength > 0);
        if (sound.Length is null || isFilledUp)
        {
            return layout with { DataLength = claimed };
        }

        // libsndfile and ffmpeg decode the complete sound chunk, regardless of the number of frames in COMM.
        return layout with
        {
            Warning = $"{source.Name} has a contradictory header: the COMM chunk specifies {Plural.Of(common.FrameCount, "frame")}, but the SSND chunk contains "
                + $"{sound.Length / layout.FrameLength}. The length of the SSND chunk is used.",
        };
    }

    private static SoundChunk ReadSound(ByteSource source, uint length)
    {
        Span<byte> head = stackalloc byte[SoundHeadLength];
        source.ReadExactly(head, "the SSND chunk");
        uint skip = Fields.UInt32(head);
        uint block = Fields.UInt32(head[4..]);
        long first = source.Position + skip;
        // The placeholder is the length of the chunk, or that of its samples.
        if (ClaimedLength.IsPlaceholder(length - (long)SoundHeadLength, source.Remaining)
            || ClaimedLength.IsPlaceholder(length, source.Remaining + SoundHeadLength))
        {
            return new SoundChunk(first, null, block);
        }

        return length >= SoundHeadLength + (long)skip
            ? new SoundChunk(first, length - SoundHeadLength - (long)skip, block)
            : throw new AudioFormatException(
                source.Name,
                $"the SSND chunk of {Plural.Of(length, "byte")} specifies that its samples begin at byte {skip}. Export the file again.",
                source.Position - SoundHeadLength);
    }

    /// <summary>
    /// Specifies the location of the samples: first byte, length in bytes (null if unknown), and the block size that it is padded to.
    /// </summary>
    private readonly record struct SoundChunk(long First, long? Length, uint BlockLength);
}
