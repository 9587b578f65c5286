namespace GenreNet.Core.Audio;

/// <summary>Recognises audio and its containers by their first bytes, to find audio files whose extension does not say so.</summary>
internal static class AudioSignature
{
    /// <summary>Bytes that are enough for every signature.</summary>
    public const int Length = 16;

    /// <summary>Whether a file begins as one of the audio formats does that are decoded here or by ffmpeg.</summary>
    /// <param name="start">The first bytes of a file, <see cref="Length"/> of them or all there are.</param>
    public static bool Matches(ReadOnlySpan<byte> start) => start switch
    {
        // RIFF, RIFX, RF64, BW64 and FORM name their content at offset 8.
        [(byte)'R', (byte)'I' or (byte)'F', _, _, _, _, _, _, .. var form] => form.StartsWith("WAVE"u8),
        [(byte)'B', (byte)'W', (byte)'6', (byte)'4', _, _, _, _, .. var form] => form.StartsWith("WAVE"u8),
        [(byte)'F', (byte)'O', (byte)'R', (byte)'M', _, _, _, _, .. var form] => form.StartsWith("AIF"u8),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] => !IsPicture(brand),
        [(byte)'I', (byte)'D', (byte)'3', < 0xFF, < 0xFF, ..] => true,
        [0xFF, ..] => IsMpegFrame(start),
        _ => HasMagic(start),
    };

    private static bool HasMagic(ReadOnlySpan<byte> start) =>
        start.StartsWith(".snd"u8) || start.StartsWith("dns."u8) || start.StartsWith("fLaC"u8) || start.StartsWith("OggS"u8)
        || start.StartsWith("caff"u8) || start.StartsWith("MAC "u8) || start.StartsWith("wvpk"u8) || start.StartsWith("MPCK"u8)
        || start.StartsWith("MP+"u8)
        || start.StartsWith("TTA1"u8) || start.StartsWith("tBaK"u8) || start.StartsWith("DSD "u8) || start.StartsWith("#!AMR"u8)
        // Matroska and WebM (EBML), ASF, Wave64, DTS and AC-3.
        || start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])
        || start.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11])
        || start.StartsWith((ReadOnlySpan<byte>)[0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11])
        || start.StartsWith((ReadOnlySpan<byte>)[0x7F, 0xFE, 0x80, 0x01])
        || (start.StartsWith((ReadOnlySpan<byte>)[0x0B, 0x77]) && start.Length > 5 && start[5] >> 3 <= 16);

    // HEIF and AVIF photographs have the container of MP4.
    private static bool IsPicture(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("avi"u8)
        || brand.StartsWith("mif"u8) || brand.StartsWith("msf"u8) || brand.StartsWith("crx"u8);

    // Eleven bits of sync, then version, layer, bit rate and sampling rate, of which some values are reserved (ISO/IEC 11172-3); ADTS has layer 0.
    private static bool IsMpegFrame(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4 || (start[1] & 0xE0) != 0xE0)
        {
            return false;
        }

        // FF FE is the byte order mark of UTF-16 text.
        int version = (start[1] >> 3) & 3;
        int layer = (start[1] >> 1) & 3;
        return start[1] != 0xFE && (layer == 0
            ? (start[1] & 0xF6) == 0xF0 && ((start[2] >> 2) & 0xF) < 13
            : version != 1 && start[2] >> 4 is not (0 or 15) && ((start[2] >> 2) & 3) != 3);
    }
}
