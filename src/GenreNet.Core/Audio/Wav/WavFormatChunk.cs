using System.Buffers.Binary;
using GenreNet.Core.Audio.Decoding;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio.Wav;

/// <summary>The fmt chunk: codec, rate, channels and how wide a sample is.</summary>
internal static class WavFormatChunk
{
    private const ushort Pcm = 1;
    private const ushort Float = 3;
    private const ushort ALaw = 6;
    private const ushort MuLaw = 7;
    private const ushort Extensible = 0xFFFE;
    private const int PlainLength = 16;
    private const int ExtensibleLength = 40;

    /// <summary>Bytes 2 to 15 of KSDATAFORMAT_SUBTYPE_*; the first two are the old codec number.</summary>
    private static ReadOnlySpan<byte> SubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>Reads the start of the chunk's content.</summary>
    /// <param name="source">Stands at the first byte of the content.</param>
    /// <param name="length">The chunk's length.</param>
    /// <param name="used">How many bytes of it were read.</param>
    /// <returns>The layout without a data length, or null for a codec that is not decoded here.</returns>
    public static PcmLayout? Read(ByteSource source, uint length, out int used)
    {
        long offset = source.Position;
        if (length < PlainLength)
        {
            throw new AudioFormatException(source.Name, $"the fmt chunk has {length} bytes and needs {PlainLength}.", offset);
        }

        used = (int)Math.Min(length, ExtensibleLength);
        Span<byte> content = stackalloc byte[used];
        source.ReadExactly(content, "the fmt chunk");
        ushort codec = BinaryPrimitives.ReadUInt16LittleEndian(content);
        if (codec == Extensible)
        {
            if (used < ExtensibleLength)
            {
                throw new AudioFormatException(source.Name, $"the extensible fmt chunk has {length} bytes and needs {ExtensibleLength}.", offset);
            }

            if (!content[26..40].SequenceEqual(SubFormatTail))
            {
                return null;
            }

            codec = BinaryPrimitives.ReadUInt16LittleEndian(content[24..]);
        }

        int channels = PcmLayout.CheckedChannels(source.Name, BinaryPrimitives.ReadUInt16LittleEndian(content[2..]), offset + 2);
        int rate = PcmLayout.CheckedRate(source.Name, BinaryPrimitives.ReadUInt32LittleEndian(content[4..]), offset + 4);
        int blockAlignment = BinaryPrimitives.ReadUInt16LittleEndian(content[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(content[14..]);
        if (codec is not (Pcm or Float or ALaw or MuLaw) || (codec == Pcm && bits > 32))
        {
            return null;
        }

        // Samples of an odd width, 12 bits or 20, fill the high bits of whole bytes, so whole bytes are all that matters.
        SampleEncoding encoding = (codec, (bits + 7) / 8) switch
        {
            (Pcm, 1) => SampleEncoding.Unsigned8,
            (Pcm, 2) => SampleEncoding.Signed16,
            (Pcm, 3) => SampleEncoding.Signed24,
            (Pcm, 4) => SampleEncoding.Signed32,
            (Float, 4) => SampleEncoding.Float32,
            (Float, 8) => SampleEncoding.Float64,
            (ALaw, 1) => SampleEncoding.ALaw,
            (MuLaw, 1) => SampleEncoding.MuLaw,
            _ => throw new AudioFormatException(source.Name, $"the fmt chunk claims samples of {bits} bits, which codec {codec} does not have.", offset + 14),
        };
        var layout = new PcmLayout("WAV", rate, channels, encoding, BigEndian: false, DataLength: null);
        return blockAlignment == layout.FrameLength
            ? layout
            : throw new AudioFormatException(
                source.Name,
                $"the fmt chunk claims an impossible block alignment of {blockAlignment} bytes for {channels} channels of {bits} bits.",
                offset + 12);
    }
}
