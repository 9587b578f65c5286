using System.Buffers.Binary;
using GenreNet.Core.Audio.Decoding;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio.Au;

/// <summary>Reads the header of a Sun/NeXT .au or .snd file, the format that GTZAN came in.</summary>
/// <remarks>Sun Microsystems, audio file man page au(4).</remarks>
internal static class AuHeader
{
    private const int HeaderLength = 24;
    private const uint Unknown = 0xFFFFFFFF;

    /// <summary>Whether the first bytes are those of an AU file.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) => start.Length >= 12 && start.StartsWith(".snd"u8);

    /// <summary>Reads the header behind the first twelve bytes; the source then stands at the first sample.</summary>
    /// <returns>The layout, or null for a codec that is not decoded here.</returns>
    public static PcmLayout? Read(ByteSource source, ReadOnlySpan<byte> start)
    {
        uint dataOffset = BinaryPrimitives.ReadUInt32BigEndian(start[4..]);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(start[8..]);
        Span<byte> rest = stackalloc byte[12];
        source.ReadExactly(rest, "the AU header");
        if (dataOffset < HeaderLength)
        {
            throw new AudioFormatException(source.Name, $"the header claims that samples begin at byte {dataOffset}, inside the header.", 4);
        }

        SampleEncoding? encoding = BinaryPrimitives.ReadUInt32BigEndian(rest) switch
        {
            1 => SampleEncoding.MuLaw,
            2 => SampleEncoding.Signed8,
            3 => SampleEncoding.Signed16,
            4 => SampleEncoding.Signed24,
            5 => SampleEncoding.Signed32,
            6 => SampleEncoding.Float32,
            7 => SampleEncoding.Float64,
            27 => SampleEncoding.ALaw,
            _ => null,
        };
        if (encoding is not SampleEncoding known)
        {
            return null;
        }

        int rate = PcmLayout.CheckedRate(source.Name, BinaryPrimitives.ReadUInt32BigEndian(rest[4..]), 16);
        int channels = PcmLayout.CheckedChannels(source.Name, BinaryPrimitives.ReadUInt32BigEndian(rest[8..]), 20);
        source.Skip(dataOffset - HeaderLength);
        // A writer into a pipe leaves the length open.
        return new PcmLayout("AU", rate, channels, known, BigEndian: true, length is 0 or Unknown ? null : length);
    }
}
