namespace GenreNet.Core.Audio;

/// <summary>What a header says about the samples that follow it.</summary>
/// <param name="Format">The kind of file.</param>
/// <param name="SampleRate">Frames a second in Hz.</param>
/// <param name="ChannelCount">Samples a frame.</param>
/// <param name="Encoding">How a sample is written.</param>
/// <param name="BigEndian">Whether the first byte of a sample is the highest.</param>
/// <param name="DataLength">Bytes of samples that the header claims; null where it leaves them open and the file's end decides.</param>
internal sealed record PcmLayout(
    string Format, int SampleRate, int ChannelCount, SampleEncoding Encoding, bool BigEndian, long? DataLength)
{
    /// <summary>No converter reaches a tenth of this; a header that claims more is damaged.</summary>
    private const double HighestSampleRate = 1_536_000;

    /// <summary>Byte at which the file around the samples ends by its own length field (RIFF, FORM); null where it has none.</summary>
    public long? ContainerEnd { get; init; }

    /// <summary>A sentence on a header that contradicts itself and was decoded all the same; null where it does not.</summary>
    public string? Warning { get; init; }

    /// <summary>Bytes of one frame.</summary>
    public int FrameLength => ChannelCount * SampleDecoder.Width(Encoding);

    /// <summary>Refuses a rate that no audio has.</summary>
    public static int CheckedRate(string name, double rate, long offset) =>
        rate is >= 1 and <= HighestSampleRate
            ? (int)Math.Round(rate)
            : throw new AudioFormatException(name, FormattableString.Invariant($"the header claims an impossible sample rate of {rate} Hz."), offset);

    /// <summary>Refuses a number of channels that no audio has.</summary>
    public static int CheckedChannels(string name, long channels, long offset) =>
        channels is >= 1 and <= ushort.MaxValue
            ? (int)channels
            : throw new AudioFormatException(name, $"the header claims {channels} channels.", offset);
}
