using System.Text;
using System.Text.Unicode;

namespace GenreNet.Core.Audio;

/// <summary>Detects text, and identifies the kinds that are often mistaken for audio: web pages, playlists and manifests.</summary>
internal static class TextSignature
{
    private const string Playlist = "a playlist";
    private const char FirstIdeograph = '\u3000';

    /// <summary>The number of bytes at the start that are searched for the signature of a playlist.</summary>
    private const int MarkLength = 512;

    /// <summary>Identifies the kind of a text.</summary>
    /// <param name="start">First bytes of the content; may end within a character.</param>
    /// <returns>The kind of text with its article, such as "a playlist", or null if the content is not text.</returns>
    public static string? Of(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return null;
        }

        // Content that starts with the signature of a playlist is a playlist, even if binary data follows.
        return Decode(start) is { } text ? Kind(text) ?? "a text file" : Kind(Encoding.Latin1.GetString(start[..Math.Min(start.Length, MarkLength)]));
    }

    private static string? Kind(string decoded)
    {
        string text = decoded.TrimStart('\uFEFF', '\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return text switch
        {
            _ when Begins(text, "#EXTM3U") || Begins(text, "[playlist]") || Begins(text, "ffconcat") || Begins(text, "<asx") || Begins(text, "<smil")
                || Begins(text, "file '") || Begins(text, "file:") || Begins(text, "v=0") => Playlist,
            _ when Begins(text, "<MPD") || (Begins(text, "<?xml") && HasPlaylistElement(text)) => Playlist,
            _ when Begins(text, "<!doctype html") || Begins(text, "<html") || Begins(text, "<head") || Begins(text, "<body") => "an HTML page",
            _ when Begins(text, "<svg") || (Begins(text, "<") && text.Contains("<svg", StringComparison.OrdinalIgnoreCase)) => "an SVG image",
            _ when Begins(text, "<?xml") => "an XML file",
            _ when Begins(text, "{\\rtf") => "an RTF document",
            _ when Begins(text, "%PDF") || Begins(text, "%!PS") => "a PDF document",
            _ => null,
        };
    }

    private static string? Decode(ReadOnlySpan<byte> start)
    {
        Encoding? wide = start switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (wide is not null)
        {
            // The byte order mark is also the start of an MPEG frame, and most byte pairs are characters of some script: count only
            // alphabetic letters.
            string decoded = wide.GetString(start[2..(start.Length & ~1)]);
            return decoded.Length > 0 && decoded.All(letter => IsPrintable(letter) && letter < FirstIdeograph) ? decoded : null;
        }

        ReadOnlySpan<byte> whole = start[..(start.Length - CutOff(start))];
        if (whole.IsEmpty || !Utf8.IsValid(whole))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(whole);
        return text.All(IsPrintable) ? text : null;
    }

    private static bool IsPrintable(char letter) => !char.IsControl(letter) || letter is '\t' or '\r' or '\n' or '\f' or '\e';

    /// <summary>Returns the number of bytes at the end that form an incomplete UTF-8 character.</summary>
    private static int CutOff(ReadOnlySpan<byte> start)
    {
        for (int back = 1; back <= Math.Min(3, start.Length); back++)
        {
            byte value = start[^back];
            if ((value & 0xC0) == 0xC0)
            {
                int needed = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                return needed > back ? back : 0;
            }

            if ((value & 0x80) == 0)
            {
                break;
            }
        }

        return 0;
    }

    private static bool HasPlaylistElement(string text) =>
        text.Contains("<MPD", StringComparison.Ordinal) || text.Contains("<playlist", StringComparison.OrdinalIgnoreCase) || text.Contains("<SmoothStreamingMedia", StringComparison.Ordinal);

    private static bool Begins(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
