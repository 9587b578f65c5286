using System.Text;

namespace GenreNet.Core.Audio;

/// <summary>Identifies the format of a file by its first bytes.</summary>
/// <param name="Name">
/// Usual name of the format, such as "FLAC", or "a PNG image" for content that is not audio; <see cref="UnknownName"/> if the format is
/// unknown.
/// </param>
/// <param name="IsAudio">true for an audio format, false for content that is certainly not audio, null if the format is unknown.</param>
internal readonly record struct ContentSignature(string Name, bool? IsAudio)
{
    /// <summary>The number of bytes needed to identify every format below: a tar archive has its magic number at byte 257.</summary>
    public const int Length = 1024;

    /// <summary>The name of content that the first bytes do not identify.</summary>
    public const string UnknownName = "ffmpeg";

    private static readonly ContentSignature Unknown = new(UnknownName, null);

    /// <summary>Identifies content by its first bytes, regardless of the file name.</summary>
    /// <param name="start">First bytes, <see cref="Length"/> of them or all that are available.</param>
    public static ContentSignature Of(ReadOnlySpan<byte> start)
    {
        // Text first: an essay on "ID3 tags" or "The free software" matches the signatures of MP3 and MP4, but no audio header is entirely
        // printable.
        if (TextSignature.Of(start) is { } text)
        {
            return new ContentSignature(text, false);
        }

        return Audio(start) is { } audio ? new ContentSignature(audio, true)
            : Other(start) is { } other ? new ContentSignature(other, false)
            : MpegFrame(start) is { } codec ? new ContentSignature(codec, true)
            : Unknown;
    }

    private static string? Audio(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("fLaC"u8) => "FLAC",
        // The first packet follows the header of the first page, which has one segment.
        _ when start.StartsWith("OggS"u8) => HasAt(start, 28, "Speex   "u8) ? "Ogg Speex" : "OGG",
        _ when start.StartsWith("ID3"u8) => "MP3",
        _ when start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8) => "WAV",
        _ when (start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8)) && (start.Length < 12 || HasAt(start, 8, "WAVE"u8)) => "WAV",
        _ when start.StartsWith("FORM"u8) && (start.Length < 12 || HasAt(start, 8, "AIF"u8)) => "AIFF",
        _ when start.StartsWith(".snd"u8) || start.StartsWith("dns."u8) => "AU",
        _ when start.StartsWith("wvpk"u8) => "WavPack",
        _ when start.StartsWith("caff"u8) => "CAF",
        _ when start.StartsWith("riff"u8) => "W64",
        _ when start.StartsWith("MAC "u8) => "Monkey's Audio",
        _ when start.StartsWith("TTA1"u8) || start.StartsWith("TTA2"u8) => "TTA",
        _ when start.StartsWith("MPCK"u8) || start.StartsWith("MP+"u8) => "Musepack",
        _ when start.StartsWith("tBaK"u8) => "TAK",
        _ when start.StartsWith("DSD "u8) => "DSF",
        _ when start.StartsWith("#!AMR"u8) => "AMR",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) => "Matroska",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75]) => "WMA",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x7F, 0xFE, 0x80, 0x01]) => "DTS",
        [0x0B, 0x77, _, _, _, <= 0x87, ..] => "AC-3",
        _ when HasAt(start, 4, "ftyp"u8) => IsImageBrand(start) ? null : "MP4",
        // The size of a box below 512 MB starts with a byte that is not printable.
        [< 0x20, ..] when HasAt(start, 4, "moov"u8) || HasAt(start, 4, "mdat"u8) || HasAt(start, 4, "wide"u8) || HasAt(start, 4, "moof"u8) || HasAt(start, 4, "styp"u8)
            || HasAt(start, 4, "free"u8) || HasAt(start, 4, "skip"u8) || HasAt(start, 4, "pnot"u8) => "MP4",
        _ => null,
    };

    private static string? Other(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) => "a PNG image",
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG image",
        _ when start.StartsWith("GIF8"u8) => "a GIF image",
        _ when HasAt(start, 8, "WEBP"u8) => "a WebP image",
        _ when HasAt(start, 4, "ftyp"u8) => "a HEIF image",
        [0x49, 0x49, 0x2A, 0x00, ..] or [0x4D, 0x4D, 0x00, 0x2A, ..] => "a TIFF image",
        [0x42, 0x4D, _, _, _, _, 0, 0, 0, 0, ..] => "a BMP image",
        [0, 0, 1, 0, _, 0, ..] => "an icon",
        _ when start.StartsWith("8BPS"u8) => "a Photoshop image",
        _ when start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) => HasAt(start, 8, "AVI "u8) ? "an AVI video" : "a RIFF file without WAVE sound",
        _ when start.StartsWith("FORM"u8) => "an IFF file without AIFF sound",
        _ when start.StartsWith("FLV"u8) => "a Flash video",
        [0, 0, 1, 0xBA or 0xB3, ..] => "an MPEG video",
        _ when start.StartsWith("MThd"u8) => "a MIDI file, which contains notes instead of sound",
        _ when start.StartsWith("%PDF"u8) => "a PDF document",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) => "an Office document",
        _ when start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8) => "a ZIP archive",
        [0x1F, 0x8B, 8, ..] => "a gzip archive",
        _ when start.StartsWith("BZh"u8) => "a bzip2 archive",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) => "a 7-Zip archive",
        _ when start.StartsWith("Rar!"u8) => "a RAR archive",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58]) => "an xz archive",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) => "a Zstandard archive",
        _ when HasAt(start, 257, "ustar"u8) => "a tar archive",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x7F, 0x45, 0x4C, 0x46]) || IsWindowsProgram(start) => "a program",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x93, 0x4E, 0x55, 0x4D]) => "a NumPy file",
        _ when start.StartsWith("SQLite format 3"u8) => "an SQLite database",
        _ => null,
    };

    /// <summary>Returns whether an ISO base media file is an image: its major brand is one of HEIF, AVIF or JPEG 2000.</summary>
    private static bool IsImageBrand(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && Encoding.Latin1.GetString(start[8..12]) is "heic" or "heix" or "hevc" or "mif1" or "msf1" or "avif" or "avis" or "crx " or "jp2 ";

    private static bool IsWindowsProgram(ReadOnlySpan<byte> start) => start.StartsWith("MZ"u8) && start.Length >= 64 && start[24] >= 0x40;

    /// <summary>Returns the codec of content that starts with a frame header of MPEG audio or ADTS without reserved values, or null.</summary>
    /// <remarks>ISO/IEC 11172-3 and 13818-7. ADTS has layer 0.</remarks>
    private static string? MpegFrame(ReadOnlySpan<byte> start) => start switch
    {
        // FF FE is the byte order mark of UTF-16.
        not [0xFF, >= 0xE0 and not 0xFE, _, _, ..] => null,
        _ when IsAdts(start) => ((start[2] >> 2) & 0xF) < 13 ? "AAC" : null,
        _ => MpegHeader.TryRead(start, out MpegHeader header) ? header.CodecName : null,
    };

    private static bool IsAdts(ReadOnlySpan<byte> start) => (start[1] & 0xF6) == 0xF0;

    private static bool HasAt(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> mark) => start.Length >= offset + mark.Length && start[offset..].StartsWith(mark);
}
