using System.Buffers.Binary;
using GenreNet.Core.Audio.Decoding;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio.Aiff;

/// <summary>Walks the chunks of AIFF and AIFF-C files as far as the first sample.</summary>
/// <remarks>Apple, Audio Interchange File Format, version 1.3 (1989) and AIFF-C draft (1991).</remarks>
internal static class AiffHeader
{
    private const uint Unknown = 0xFFFFFFFF;

    /// <summary>Whether the first twelve bytes are those of an AIFF file.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start.StartsWith("FORM"u8)
        && (start[8..12].SequenceEqual("AIFF"u8) || start[8..12].SequenceEqual("AIFC"u8));

    /// <summary>Reads the header behind the first twelve bytes; the source then stands at the first sample.</summary>
    /// <returns>The layout, or null for a codec that is not decoded here.</returns>
    public static PcmLayout? Read(ByteSource source, ReadOnlySpan<byte> start)
    {
        bool compressed = start[11] == (byte)'C';
        AiffCommonChunk? common = null;
        (long First, long? Length)? sound = null;
        Span<byte> head = stackalloc byte[8];
        while (common is null || sound is null)
        {
            long offset = source.Position;
            if (source.Read(head) < head.Length)
            {
                throw new AudioFormatException(source.Name, $"the AIFF file has no {(common is null ? "COMM" : "SSND")} chunk.", offset);
            }

            uint length = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
            long rest = (long)length + (length & 1);
            if (head.StartsWith("COMM"u8) && common is null)
            {
                common = AiffCommonChunk.Read(source, length, compressed, out int used);
                if (common.Encoding is null)
                {
                    return null;
                }

                rest -= used;
            }
            else if (head.StartsWith("SSND"u8) && sound is null)
            {
                sound = ReadSound(source, length);
                rest -= 8;
                if (common is null && !source.CanSeek)
                {
                    throw new AudioFormatException(
                        source.Name, "the COMM chunk comes after the sound, out of reach in a stream that cannot seek: save it to a file first.", offset);
                }
            }

            // The order of chunks is free: with the sound first, come back to it.
            if (common is null || sound is null)
            {
                source.Skip(Math.Max(0, rest));
            }
        }

        (long first, long? soundLength) = sound.Value;
        if (source.CanSeek)
        {
            source.SeekTo(Math.Min(first, source.Length!.Value));
        }
        else
        {
            source.Skip(first - source.Position);
        }

        var layout = new PcmLayout("AIFF", common.SampleRate, common.ChannelCount, common.Encoding!.Value, common.BigEndian, null);
        long claimed = (long)common.FrameCount * layout.FrameLength;
        bool open = claimed == 0 || common.FrameCount == Unknown;
        // Never past the chunk, whatever COMM claims: what follows is not sound.
        return layout with { DataLength = open ? soundLength : Math.Min(claimed, soundLength ?? claimed) };
    }

    private static (long First, long? Length) ReadSound(ByteSource source, uint length)
    {
        Span<byte> head = stackalloc byte[8];
        source.ReadExactly(head, "the SSND chunk");
        uint skip = BinaryPrimitives.ReadUInt32BigEndian(head);
        // A writer into a pipe leaves the length open.
        if (length is 0 or 8 or Unknown)
        {
            return (source.Position + skip, null);
        }

        return length >= 8L + skip
            ? (source.Position + skip, length - 8L - skip)
            : throw new AudioFormatException(
                source.Name, $"the SSND chunk of {length} bytes claims that its samples begin {skip} bytes in.", source.Position - 8);
    }
}
