namespace GenreNet.Core.Audio;

/// <summary>Decodes the packets of one logical stream of audio.</summary>
/// <remarks>
/// Errors in the stream are an <see cref="InvalidDataException"/> whose message completes "the file is damaged: …"; the reader adds the
/// name and the byte offset.
/// </remarks>
internal abstract class OggDecoder
{
    /// <summary>Gets the sample rate in Hz, once all headers have been read.</summary>
    public abstract int SampleRate { get; }

    /// <summary>Gets the number of channels, once all headers have been read.</summary>
    public abstract int ChannelCount { get; }

    /// <summary>Gets the maximum number of frames that a packet decodes to.</summary>
    public abstract int MaximumDuration { get; }

    /// <summary>Gets the number of frames to discard at the start of the stream.</summary>
    public virtual int PreSkip => 0;

    /// <summary>Gets a value indicating whether the end of the audio may be before the last packet of its page.</summary>
    public virtual bool CutsSeveralPackets => false;

    /// <summary>Creates the decoder of a stream.</summary>
    /// <param name="packet">First packet of the stream.</param>
    /// <returns>The decoder, or null if GenreNet does not decode the codec.</returns>
    public static OggDecoder? Create(ReadOnlySpan<byte> packet) => OggCodec.Of(packet) switch
    {
        OggCodec.Kind.Vorbis => new VorbisDecoder(),
        OggCodec.Kind.Opus => new OpusPacketDecoder(),
        OggCodec.Kind.Flac => new FlacPacketDecoder(),
        _ => null,
    };

    /// <summary>Reads the next header.</summary>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public abstract OggHeaderResult ReadHeader(ReadOnlyMemory<byte> packet);

    /// <summary>Returns the number of frames that the next packets will decode to. Does not change the state of the decoder.</summary>
    /// <param name="packets">Packets of a page.</param>
    /// <param name="first">Index of the next packet.</param>
    /// <param name="end">Exclusive index of the last one.</param>
    public abstract long Duration(IReadOnlyList<ReadOnlyMemory<byte>> packets, int first, int end);

    /// <summary>Decodes the next packet.</summary>
    /// <param name="packet">Packet after the headers.</param>
    /// <param name="interleaved">
    /// Receives the samples of all channels; has room for <see cref="MaximumDuration"/> frames.
    /// </param>
    /// <returns>The number of frames.</returns>
    /// <exception cref="InvalidDataException">The packet is damaged. The next one can be decoded.</exception>
    public abstract int Decode(ReadOnlyMemory<byte> packet, Span<float> interleaved);

    /// <summary>Prepares for a packet that does not follow the last one.</summary>
    public abstract void Restart();
}

/// <summary>Specifies what follows a header.</summary>
internal enum OggHeaderResult
{
    /// <summary>Another header.</summary>
    Continue,

    /// <summary>Audio.</summary>
    Ready,

    /// <summary>Audio in a variant of the codec that GenreNet does not decode.</summary>
    Unsupported,
}
