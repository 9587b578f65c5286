using System.Buffers.Binary;
using GenreNet.Core.Audio.Decoding;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio.Wav;

/// <summary>Walks the chunks of RIFF, RF64 and BW64 WAV files as far as the first sample.</summary>
/// <remarks>Microsoft, Multiple channel audio data and WAVE files (2001); EBU Tech 3306 (2009) for RF64.</remarks>
internal static class WavHeader
{
    private const uint Unknown = 0xFFFFFFFF;

    /// <summary>What sox writes as the length of data that goes down a pipe.</summary>
    private const uint SoxPipeLength = 0x7FFFF000;

    /// <summary>Whether the first twelve bytes are those of a WAV file.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start[8..12].SequenceEqual("WAVE"u8)
        && (start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8));

    /// <summary>Reads the header behind the first twelve bytes; the source then stands at the first sample.</summary>
    /// <returns>The layout, or null for a codec that is not decoded here.</returns>
    public static PcmLayout? Read(ByteSource source, ReadOnlySpan<byte> start)
    {
        uint riffLength = BinaryPrimitives.ReadUInt32LittleEndian(start[4..]);
        long? data64 = null;
        PcmLayout? layout = null;
        Span<byte> head = stackalloc byte[8];
        Span<byte> sizes = stackalloc byte[16];
        while (true)
        {
            long offset = source.Position;
            if (source.Read(head) < head.Length)
            {
                throw new AudioFormatException(source.Name, $"the WAV file has no {(layout is null ? "fmt" : "data")} chunk.", offset);
            }

            uint length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            long rest = (long)length + (length & 1);
            if (head.StartsWith("data"u8))
            {
                return layout is null
                    ? throw new AudioFormatException(source.Name, "the data chunk comes before the fmt chunk.", offset)
                    : layout with { DataLength = DataLength(source, riffLength, length, data64) };
            }

            if (head.StartsWith("fmt "u8))
            {
                layout = WavFormatChunk.Read(source, length, out int used);
                if (layout is null)
                {
                    return null;
                }

                rest -= used;
            }
            else if (head.StartsWith("ds64"u8) && length >= 24)
            {
                source.ReadExactly(sizes, "the ds64 chunk");
                data64 = BinaryPrimitives.ReadInt64LittleEndian(sizes[8..]);
                rest -= sizes.Length;
            }

            source.Skip(rest);
        }
    }

    private static long? DataLength(ByteSource source, uint riffLength, uint length, long? data64)
    {
        if (length == Unknown)
        {
            return data64 > 0 ? data64 : null;
        }

        // A writer into a pipe cannot go back and fill in the lengths, so these are placeholders: read to the end instead.
        if (length == SoxPipeLength)
        {
            return null;
        }

        long riffEnd = riffLength + 8L;
        bool riffIsCredible = riffLength is not (0 or Unknown) && riffEnd > source.Position && !(riffEnd > source.Length + 1);
        return length == 0 && !riffIsCredible ? null : length;
    }
}
