using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>
/// Represents the COMM chunk: sample rate, channels, frames and sample encoding. A null encoding is not decoded by GenreNet.
/// </summary>
internal sealed record AiffCommonChunk(int SampleRate, int ChannelCount, uint FrameCount, SampleEncoding? Encoding, bool BigEndian)
{
    private const int PlainLength = 18;
    private const int CompressedLength = 22;

    /// <summary>Reads the start of the chunk's content.</summary>
    public static AiffCommonChunk Read(ByteSource source, uint length, bool compressed)
    {
        long offset = source.Position;
        if (length < PlainLength)
        {
            throw new AudioFormatException(source.Name, $"the COMM chunk has {Plural.Of(length, "byte")} but needs {PlainLength}. Export the file again.", offset);
        }

        // Some programs omit the codec in uncompressed AIFF-C files.
        bool hasCodec = compressed && length >= CompressedLength;
        Span<byte> content = stackalloc byte[hasCodec ? CompressedLength : PlainLength];
        source.ReadExactly(content, "the COMM chunk");
        int channels = PcmLayout.CheckedChannels(source.Name, BinaryPrimitives.ReadUInt16BigEndian(content), offset);
        uint frames = BinaryPrimitives.ReadUInt32BigEndian(content[2..]);
        int bits = BinaryPrimitives.ReadUInt16BigEndian(content[6..]);
        int rate = PcmLayout.CheckedRate(source.Name, ReadExtended(content[8..18]), offset + 8);
        string codec = hasCodec ? System.Text.Encoding.Latin1.GetString(content[18..22]) : "NONE";
        // Samples whose width is not a multiple of 8 bits are stored in the high bits of whole bytes, so only the number of bytes matters.
        SampleEncoding? whole = SampleDecoder.Signed((bits + 7) / 8);
        (SampleEncoding? encoding, bool bigEndian) = codec switch
        {
            "NONE" or "twos" => (whole ?? throw Impossible(source.Name, bits, offset + 6), true),
            "sowt" => (whole ?? throw Impossible(source.Name, bits, offset + 6), false),
            "raw " => (bits == 8 ? SampleEncoding.Unsigned8 : null, true),
            "in16" => (SampleEncoding.Signed16, true),
            "in24" => (SampleEncoding.Signed24, true),
            "in32" => (SampleEncoding.Signed32, true),
            // QuickTime uses reversed names for little-endian samples; libsndfile writes the digit one instead of the letter i.
            "42ni" or "42n1" => (SampleEncoding.Signed24, false),
            "23ni" => (SampleEncoding.Signed32, false),
            "fl32" or "FL32" => (SampleEncoding.Float32, true),
            "fl64" or "FL64" => (SampleEncoding.Float64, true),
            "ulaw" or "ULAW" => (SampleEncoding.MuLaw, true),
            "alaw" or "ALAW" => (SampleEncoding.ALaw, true),
            _ => ((SampleEncoding?)null, true),
        };
        return new AiffCommonChunk(rate, channels, frames, encoding, bigEndian);
    }

    private static AudioFormatException Impossible(string name, int bits, long offset) =>
        new(name, $"the COMM chunk specifies a sample size of {Plural.Of(bits, "bit")}, which is not supported. Export the file again.", offset);

    /// <summary>
    /// Reads an 80-bit float of the Motorola 68881: sign and exponent in 16 bits, then 64 bits with an explicit leading one.
    /// </summary>
    private static double ReadExtended(ReadOnlySpan<byte> bytes)
    {
        int head = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        double value = Math.ScaleB(BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), (head & 0x7FFF) - 16383 - 63);
        return (head & 0x8000) != 0 ? -value : value;
    }
}
