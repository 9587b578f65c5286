namespace GenreNet.Core.Audio;

/// <summary>Reads the fmt chunk: codec, sample rate, channels and sample width.</summary>
internal static class WavFormatChunk
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int ALaw = 6;
    private const int MuLaw = 7;
    private const int Extensible = 0xFFFE;
    private const int ShortestLength = 14;
    private const int PlainLength = 16;
    private const int SubFormatStart = 24;
    private const int ExtensibleLength = 40;

    /// <summary>Reads the start of the chunk's content.</summary>
    /// <param name="source">Source, positioned at the first byte of the content.</param>
    /// <param name="fields">Byte order of the file.</param>
    /// <param name="length">Length of the chunk.</param>
    /// <returns>The layout without a data length, or null for a codec that GenreNet does not decode.</returns>
    /// <exception cref="AudioFormatException">
    /// The chunk is damaged, or the file is RIFX with a codec that GenreNet does not decode.
    /// </exception>
    public static PcmLayout? Read(ByteSource source, HeaderFields fields, uint length)
    {
        long offset = source.Position;
        if (length < ShortestLength)
        {
            throw new AudioFormatException(source.Name, $"the fmt chunk has {Plural.Of(length, "byte")} but needs {PlainLength}. Export the file again.", offset);
        }

        Span<byte> content = stackalloc byte[(int)Math.Min(length, ExtensibleLength)];
        source.ReadExactly(content, "the fmt chunk");
        int? codec = fields.UInt16(content);
        if (codec == Extensible)
        {
            codec = content.Length == ExtensibleLength
                ? WavSubFormat.Codec(content[SubFormatStart..], fields)
                : throw new AudioFormatException(
                    source.Name, $"the extensible fmt chunk has {Plural.Of(length, "byte")} but needs {ExtensibleLength}. Export the file again.", offset);
        }

        int channels = PcmLayout.CheckedChannels(source.Name, fields.UInt16(content[2..]), offset + 2);
        int rate = PcmLayout.CheckedRate(source.Name, fields.UInt32(content[4..]), offset + 4);
        int blockAlignment = fields.UInt16(content[12..]);
        // The oldest form of the chunk, WAVEFORMAT, has no field for the bits per sample.
        int bits = content.Length < PlainLength ? 0 : fields.UInt16(content[14..]);
        if (codec is not (Pcm or Float or ALaw or MuLaw) || (codec == Pcm && bits > 32))
        {
            return fields.BigEndian ? throw Undecodable(source.Name, codec, bits, offset) : null;
        }

        int width = Width(codec.Value, bits, channels, blockAlignment);
        SampleEncoding encoding = (codec, width) switch
        {
            (Pcm, 1) => SampleEncoding.Unsigned8,
            (Pcm, 2) => SampleEncoding.Signed16,
            (Pcm, 3) => SampleEncoding.Signed24,
            (Pcm, 4) => SampleEncoding.Signed32,
            (Float, 4) => SampleEncoding.Float32,
            (Float, 8) => SampleEncoding.Float64,
            (ALaw, _) => SampleEncoding.ALaw,
            (MuLaw, _) => SampleEncoding.MuLaw,
            _ => throw new AudioFormatException(
                source.Name, $"the fmt chunk specifies a sample size of {Plural.Of(bits, "bit")}, which codec {codec} does not support. Export the file again.", offset + 14),
        };
        var layout = new PcmLayout("WAV", rate, channels, encoding, fields.BigEndian, DataLength: null);
        if (blockAlignment == layout.FrameLength)
        {
            return layout;
        }

        // 24 bits in 4 bytes: some decoders use the upper three bytes, some the lower, and some read packed samples.
        if (encoding == SampleEncoding.Signed24 && blockAlignment == 4 * channels)
        {
            throw new AudioFormatException(
                source.Name,
                $"the fmt chunk specifies an impossible block alignment of {Plural.Of(blockAlignment, "byte")} for {Plural.Of(channels, "channel")} of {Plural.Of(bits, "bit")}. "
                    + "Export the file again as 16-bit WAV.",
                offset + 12);
        }

        // Decoders rely on channels and bits, and ignore the alignment.
        return layout with
        {
            Warning = $"{source.Name} has a contradictory header: the fmt chunk specifies a block alignment of {Plural.Of(blockAlignment, "byte")}, "
                + $"but its channels and bits require {layout.FrameLength}. The required size is used.",
        };
    }

    /// <summary>Returns the number of bytes per sample; 0 if the header does not specify it.</summary>
    private static int Width(int codec, int bits, int channels, int blockAlignment)
    {
        if (codec is ALaw or MuLaw)
        {
            return 1;
        }

        // Samples of 12 or 20 bits, for example, are stored in the high bits of whole bytes, so only the number of bytes matters.
        return bits > 0 ? (bits + 7) / 8 : blockAlignment % channels == 0 ? blockAlignment / channels : 0;
    }

    // ffmpeg reads RIFX headers as big-endian but the samples as little-endian, so it must not decode what is rejected here.
    private static AudioFormatException Undecodable(string name, int? codec, int bits, long offset) => new(
        name,
        $"big-endian WAV files (RIFX) with "
            + (codec is null ? "an unknown extensible codec" : codec == Pcm ? $"{bits}-bit samples" : $"codec {codec}")
            + " are not supported. Convert the file to little-endian WAV or FLAC.",
        offset);
}
