using System.Globalization;
using System.Text.RegularExpressions;

namespace GenreNet.Core.Datasets;

/// <summary>Derives the track and the segment from the file name in a row of a feature table.</summary>
/// <remarks>
/// <c>blues.00000.wav</c> is a clip; <c>blues.00000.0.wav</c>, <c>blues.00000.1.wav</c>, ... are segments of one. A number at the end,
/// without leading zeros, is a segment number if all names have one, or if at least two rows then share the rest of the name. When in
/// doubt, rows are grouped into one track, because an accuracy does not reveal that a split has divided a track.
/// </remarks>
internal static partial class TableName
{
    /// <summary>Returns the tracks and segments of all rows.</summary>
    /// <param name="rows">File names, genres, and track ids if the table has a column for them, otherwise empty.</param>
    /// <returns>
    /// Track ids such as <c>blues/blues.00000</c>, equal to those of the audio, and segment numbers; -1 for a complete clip.
    /// </returns>
    public static (string Track, int Segment)[] Read(IReadOnlyList<(string FileName, string Genre, string TrackId)> rows)
    {
        (string Track, int Segment)[] guessed = Guess([.. rows.Where(row => row.TrackId.Length == 0)]);
        int next = 0;
        return [.. rows.Select(row => row.TrackId.Length == 0 ? guessed[next++] : (row.TrackId, SegmentOf(row.FileName, row.TrackId)))];
    }

    /// <summary>Returns whether the track ids can be derived from the file names alone.</summary>
    /// <param name="rows">File names created by <see cref="Write"/>, genres, and the ids that the names were created from.</param>
    public static bool AreEnough(IReadOnlyList<(string FileName, string Genre, string TrackId)> rows) =>
        Read([.. rows.Select(row => (row.FileName.Trim(), row.Genre, string.Empty))]).Select(read => read.Track)
            .SequenceEqual(rows.Select(row => row.TrackId), StringComparer.Ordinal);

    private static (string Track, int Segment)[] Guess(IReadOnlyList<(string FileName, string Genre, string)> rows)
    {
        string[] names = [.. rows.Select(row => Id(row.FileName, row.Genre))];
        Match[] numbered = [.. names.Select(name => Numbered().Match(name))];
        var sharing = names.Select((name, i) => numbered[i].Success ? numbered[i].Groups[1].Value : name)
            .CountBy(track => track, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        bool areAll = numbered.All(match => match.Success);
        return [.. names.Select((name, i) => numbered[i].Success && (areAll || sharing[numbered[i].Groups[1].Value] > 1)
            ? (numbered[i].Groups[1].Value, int.Parse(numbered[i].Groups[2].Value, CultureInfo.InvariantCulture))
            : (name, -1))];
    }

    /// <summary>Returns the file name for a row of a track; this is the inverse of <see cref="Read"/>.</summary>
    /// <param name="track">Id of the track.</param>
    /// <param name="genre">Genre of the track.</param>
    /// <param name="extension">Extension of the track's file, with the dot; empty if unknown.</param>
    /// <param name="segment">Segment number, from 0; null for a complete clip.</param>
    public static string Write(string track, string genre, string extension, int? segment)
    {
        bool isBelowGenre = track.StartsWith($"{genre}/", StringComparison.Ordinal);
        string below = isBelowGenre ? track[(genre.Length + 1)..] : track;
        // Reading removes leading spaces, and treats backslashes as slashes in names without a slash.
        string name = isBelowGenre && (below.Contains('\\') || char.IsWhiteSpace(below[0])) ? track : below;
        string end = extension.Length > 0 ? extension
            // If an id ends like a file name, its extension is added again, because reading removes one. An id that ends in a space gets
            // any extension.
            : segment is null && AudioPaths.IsAudio(name) ? Path.GetExtension(name)
            : segment is null && char.IsWhiteSpace(name[^1]) ? ".wav" : string.Empty;
        return segment is null ? $"{name}{end}" : string.Create(CultureInfo.InvariantCulture, $"{name}.{segment}{end}");
    }

    private static string Id(string fileName, string genre)
    {
        // As in archives, a backslash is an ordinary character in names that contain slashes.
        string path = fileName.Contains('/') ? fileName : fileName.Replace('\\', '/');
        string name = WithoutExtension(path);
        return name.StartsWith($"{genre}/", StringComparison.Ordinal) ? name : $"{genre}/{name}";
    }

    private static string WithoutExtension(string path) => AudioPaths.IsAudio(path) ? path[..^Path.GetExtension(path).Length] : path;

    // The file name is the id or the end of it, followed by the segment number if the row is a segment.
    private static int SegmentOf(string fileName, string track)
    {
        string name = WithoutExtension(fileName);
        Match numbered = Numbered().Match(name);
        return !track.EndsWith(name, StringComparison.Ordinal) && numbered.Success && track.EndsWith(numbered.Groups[1].Value, StringComparison.Ordinal)
            ? int.Parse(numbered.Groups[2].Value, CultureInfo.InvariantCulture)
            : -1;
    }

    [GeneratedRegex(@"^(.*[^/])\.(0|[1-9][0-9]{0,7})\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Numbered();
}
