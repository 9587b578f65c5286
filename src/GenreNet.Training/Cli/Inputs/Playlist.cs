using System.Text;
using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Training.Cli;

/// <summary>Represents a line of a playlist that names a file.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Problem">Why the entry cannot be used, in one sentence; null if it can.</param>
internal sealed record PlaylistEntry(string Path, string? Problem);

/// <summary>Represents a playlist in M3U or M3U8 format: one path per line, relative to the folder of the playlist.</summary>
/// <remarks>
/// Lines that begin with <c>#</c> are comments. The text is UTF-8 or UTF-16 with a byte order mark, UTF-8 without one, or else Latin-1, which
/// old players write. Backslashes separate folders, because playlists are often written on Windows. Playlists of streams are rejected.
/// </remarks>
/// <param name="Folder">The folder that paths are relative to; empty for the current folder.</param>
/// <param name="Entries">The entries in order.</param>
internal sealed record Playlist(string Folder, IReadOnlyList<PlaylistEntry> Entries)
{
    // Ten times the largest playlists of music collections.
    private const long LargestFile = 64 << 20;

    // Only lists of the segments of a stream (RFC 8216) have such a line.
    private const string StreamTag = "#EXT-X-";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns whether a path has the extension of a playlist.</summary>
    public static bool IsPlaylist(string path) => Path.GetExtension(path) is var extension
        && (extension.Equals(".m3u", StringComparison.OrdinalIgnoreCase) || extension.Equals(".m3u8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns whether a text is a URL that does not name a local file.</summary>
    public static bool IsUrl(string text) => Scheme(text) is { } scheme && !scheme.Equals(Uri.UriSchemeFile, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a playlist.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or is not a list of files.</exception>
    public static Playlist Load(string path)
    {
        string[] lines = TextOf(path).ReplaceLineEndings("\n").Split('\n');
        if (lines.Any(line => line.StartsWith(StreamTag, StringComparison.Ordinal)))
        {
            throw new GenreNetException($"{path} is the playlist of a stream (HLS), not a list of audio files. Download the stream, and give the audio file.");
        }

        string folder = Path.GetDirectoryName(path) ?? string.Empty;
        return new Playlist(folder, [.. lines.Index().Select(line => (Number: line.Index + 1, Text: line.Item.Trim()))
            .Where(line => line.Text.Length > 0 && line.Text[0] != '#')
            .Select(line => EntryOf(folder, line.Text, $"{path}, line {line.Number}"))]);
    }

    private static string TextOf(string path)
    {
        byte[] bytes;
        try
        {
            long length = new FileInfo(path).Length;
            bytes = length <= LargestFile
                ? InputFile.ReadAllBytes(path)
                : throw new GenreNetException($"{path} has {length} bytes, more than a playlist may have ({LargestFile}). Give a playlist or audio files.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"The playlist {path} cannot be read ({problem.Message.TrimEnd('.')}). Check its permissions.", problem);
        }

        // The byte order mark of UTF-16 or UTF-8 takes precedence over the assumed encoding.
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.Latin1, detectEncodingFromByteOrderMarks: true);
        string text = reader.ReadToEnd();
        if (reader.CurrentEncoding.Equals(Encoding.Latin1))
        {
            text = TryDecodeUtf8(bytes) ?? text;
        }

        return !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw new GenreNetException($"{path} is not a playlist: it contains binary data. If it is an audio file, give it the extension of its format.");
    }

    private static string? TryDecodeUtf8(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static PlaylistEntry EntryOf(string folder, string text, string place)
    {
        if (IsUrl(text))
        {
            return new PlaylistEntry(text, $"{place}: {text} is a URL, but GenreNet reads only local files. Download the audio, and give the file.");
        }

        string named = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.IsFile && Scheme(text) is not null ? uri.LocalPath : text;
        string[] spellings =
        [
            named,
            .. OperatingSystem.IsWindows() ? (string[])[] : [named.Replace('\\', '/')],
            // Some players write percent signs as in URLs. Others write accents as macOS does, as separate characters.
            Uri.UnescapeDataString(named), named.Normalize(NormalizationForm.FormC), named.Normalize(NormalizationForm.FormD),
        ];
        string? found = spellings.Select(spelling => Path.Combine(folder, spelling)).FirstOrDefault(Path.Exists);
        return found is null ? new PlaylistEntry(named, $"{place}: there is no file {Path.Combine(folder, named)}. Correct the path, or remove the line.")
            : IsPlaylist(found) ? new PlaylistEntry(found, $"{place}: {found} is a playlist, and a playlist cannot contain others. Give it as an argument of its own.")
            : new PlaylistEntry(found, null);
    }

    /// <summary>Returns the scheme of a URL; null if the text is not one. A single letter is a drive of Windows.</summary>
    private static string? Scheme(string text)
    {
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        return colon > 1 && Uri.CheckSchemeName(text[..colon]) ? text[..colon] : null;
    }
}
