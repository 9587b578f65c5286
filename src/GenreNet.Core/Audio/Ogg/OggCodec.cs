namespace GenreNet.Core.Audio;

/// <summary>Recognises the codec of a logical stream by its first packet.</summary>
internal static class OggCodec
{
    /// <summary>Specifies what a logical stream contains.</summary>
    public enum Kind
    {
        /// <summary>Video, subtitles, an index, or something unknown.</summary>
        Other,

        /// <summary>Vorbis.</summary>
        Vorbis,

        /// <summary>Opus.</summary>
        Opus,

        /// <summary>FLAC.</summary>
        Flac,

        /// <summary>Audio that GenreNet does not decode.</summary>
        OtherAudio,
    }

    /// <summary>Returns the codec of a stream.</summary>
    /// <param name="packet">First packet, or the start of it.</param>
    public static Kind Of(ReadOnlySpan<byte> packet) => packet switch
    {
        _ when packet.StartsWith("\u0001vorbis"u8) => Kind.Vorbis,
        _ when packet.StartsWith("OpusHead"u8) => Kind.Opus,
        _ when packet.StartsWith("\u007FFLAC"u8) => Kind.Flac,
        // FLAC before its mapping was standardised; Speex; PCM; CELT; MIDI.
        _ when packet.StartsWith("fLaC"u8) || packet.StartsWith("Speex   "u8) || packet.StartsWith("PCM     "u8)
            || packet.StartsWith("CELT    "u8) || packet.StartsWith("OggMIDI\0"u8) => Kind.OtherAudio,
        _ => Kind.Other,
    };
}
