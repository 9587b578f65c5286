namespace GenreNet.Core.Audio.Ffmpeg;

/// <summary>Names the formats that ffmpeg decodes for us, as far as their first bytes tell.</summary>
internal static class ForeignFormat
{
    /// <summary>The name where twelve bytes do not tell.</summary>
    public const string Unknown = "ffmpeg";

    /// <summary>The format's usual name, or <see cref="Unknown"/>.</summary>
    public static string Name(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("fLaC"u8) => "FLAC",
        _ when start.StartsWith("OggS"u8) => "OGG",
        _ when start.StartsWith("ID3"u8) => "MP3",
        _ when start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8) || start.StartsWith("RIFX"u8) => "WAV",
        _ when start.StartsWith("FORM"u8) => "AIFF",
        _ when start.StartsWith(".snd"u8) => "AU",
        _ when start.StartsWith("wvpk"u8) => "WavPack",
        _ when start.StartsWith("caff"u8) => "CAF",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) => "Matroska",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75]) => "WMA",
        _ when start.Length >= 8 && start[4..8].SequenceEqual("ftyp"u8) => "MP4",
        // The frame sync of MPEG audio: layer 0 is reserved there and is what AAC in ADTS has.
        [0xFF, byte second, ..] when (second & 0xF6) == 0xF0 => "AAC",
        [0xFF, byte second, ..] when (second & 0xE0) == 0xE0 => "MP3",
        _ => Unknown,
    };
}
