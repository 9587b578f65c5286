namespace GenreNet.Core.Audio;

/// <summary>Reads the header of a Sun/NeXT .au or .snd file, the original format of GTZAN.</summary>
/// <remarks>
/// Sun Microsystems, audio file man page au(4). Files of DEC workstations start with the reversed magic number and are little-endian
/// throughout.
/// </remarks>
internal static class AuHeader
{
    private const int HeaderLength = 24;

    /// <summary>Returns whether the first bytes identify an AU file.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && (start.StartsWith(".snd"u8) || IsLittleEndian(start));

    /// <summary>Reads the header after the first twelve bytes and positions the source at the first sample.</summary>
    /// <returns>The layout, or null for a codec that GenreNet does not decode.</returns>
    /// <exception cref="AudioFormatException">
    /// The header is damaged, or little-endian with a codec that GenreNet does not decode.
    /// </exception>
    public static PcmLayout? Read(ByteSource source, ReadOnlySpan<byte> start)
    {
        var fields = new HeaderFields(BigEndian: !IsLittleEndian(start));
        long begin = source.Position - start.Length;
        uint dataOffset = fields.UInt32(start[4..]);
        uint length = fields.UInt32(start[8..]);
        Span<byte> rest = stackalloc byte[12];
        source.ReadExactly(rest, "the AU header");
        if (dataOffset < HeaderLength)
        {
            throw new AudioFormatException(
                source.Name, $"the header specifies that the samples begin at byte {dataOffset}, inside the header. Export the file again.", begin + 4);
        }

        uint codec = fields.UInt32(rest);
        SampleEncoding? encoding = codec switch
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
            // ffmpeg does not support little-endian AU and would misidentify it as another format.
            return fields.BigEndian ? null : throw new AudioFormatException(
                source.Name,
                $"little-endian AU files with codec {codec} are not supported. Convert the file to WAV or FLAC.",
                begin + 12);
        }

        int rate = PcmLayout.CheckedRate(source.Name, fields.UInt32(rest[4..]), begin + 16);
        int channels = PcmLayout.CheckedChannels(source.Name, fields.UInt32(rest[8..]), begin + 20);
        source.Skip(dataOffset - HeaderLength);
        return new PcmLayout(
            "AU", rate, channels, known, fields.BigEndian, ClaimedLength.IsPlaceholder(length, source.Remaining) ? null : length);
    }

    private static bool IsLittleEndian(ReadOnlySpan<byte> start) => start.StartsWith("dns."u8);
}
