using System.Globalization;
using System.Text;

namespace GenreNet.Training.Organizing;

/// <summary>Writes playlists in the format M3U8: extended M3U in UTF-8 without a byte order mark.</summary>
internal static class PlaylistText
{
    /// <summary>Returns the text of a playlist.</summary>
    /// <param name="name">The name that players show.</param>
    /// <param name="songs">The songs, in order.</param>
    /// <param name="pathOf">Returns the path of a song as it is written.</param>
    public static string Of(string name, IEnumerable<OrganizedSong> songs, Func<OrganizedSong, string> pathOf)
    {
        StringBuilder text = new StringBuilder("#EXTM3U\n").Append(CultureInfo.InvariantCulture, $"#PLAYLIST:{OneLine(name)}\n");
        foreach (OrganizedSong song in songs)
        {
            // -1 means that the duration is unknown.
            double seconds = song.Duration is { } duration ? Math.Round(duration.TotalSeconds) : -1;
            string path = pathOf(song);
            // A line that starts with # is a comment.
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{seconds:0},{OneLine(song.DisplayName)}\n{(path.StartsWith('#') ? "./" : string.Empty)}{path}\n");
        }

        return text.ToString();
    }

    /// <summary>Returns whether a path can be written: a line break would end the line, and a name that is not UTF-8 is not known exactly.</summary>
    public static bool CanContain(string path) => !path.AsSpan().ContainsAny('\n', '\r', '\uFFFD');

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
