namespace GenreNet.Core.Audio;

/// <summary>Describes the samples that follow a header.</summary>
/// <param name="Format">File format.</param>
/// <param name="SampleRate">Sample rate in Hz.</param>
/// <param name="ChannelCount">Number of samples per frame.</param>
/// <param name="Encoding">Encoding of a sample.</param>
/// <param name="BigEndian">Whether the samples are big-endian.</param>
/// <param name="DataLength">
/// Number of bytes of samples according to the header; null if unspecified, so that the data extends to the end of the file.
/// </param>
internal sealed record PcmLayout(
    string Format, int SampleRate, int ChannelCount, SampleEncoding Encoding, bool BigEndian, long? DataLength)
{
    /// <summary>The highest sample rate accepted. No converter reaches a tenth of this; a header that declares more is damaged.</summary>
    private const double HighestSampleRate = 1_536_000;

    /// <summary>
    /// Gets the byte offset where the container ends according to its own length field (RIFF, FORM); null if it has none.
    /// </summary>
    public long? ContainerEnd { get; init; }

    /// <summary>Gets a warning about a contradictory header that was decoded anyway; null if there is none.</summary>
    public string? Warning { get; init; }

    /// <summary>Gets the number of bytes per frame.</summary>
    public int FrameLength => ChannelCount * SampleDecoder.Width(Encoding);

    /// <summary>Returns the sample rate, or throws if no audio has it.</summary>
    public static int CheckedRate(string name, double rate, long offset) =>
        rate is >= 1 and <= HighestSampleRate
            ? (int)Math.Round(rate)
            : throw new AudioFormatException(name, FormattableString.Invariant($"the header specifies an impossible sample rate of {rate} Hz. Export the file again."), offset);

    /// <summary>Returns the number of channels, or throws if no audio has it.</summary>
    public static int CheckedChannels(string name, long channels, long offset) =>
        channels is >= 1 and <= ushort.MaxValue
            ? (int)channels
            : throw new AudioFormatException(name, $"the header specifies {Plural.Of(channels, "channel")}, which is not supported. Export the file again with 1 or 2 channels.", offset);
}
