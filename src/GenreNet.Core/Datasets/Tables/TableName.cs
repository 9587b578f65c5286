using System.Globalization;
using System.Text.RegularExpressions;

namespace GenreNet.Core.Datasets;

/// <summary>What the file name in a row of a feature table says: the track, and which segment of it.</summary>
/// <remarks>
/// <c>blues.00000.wav</c> is a clip; <c>blues.00000.0.wav</c>, <c>blues.00000.1.wav</c>, ... are segments of one. A number at the end, without
/// leading zeros, counts segments if all names have one, or if two rows or more then share the rest. Where that is a guess, it errs on the side
/// of putting too much under one track: what a split tears apart cannot be told from its accuracy.
/// </remarks>
internal static partial class TableName
{
    /// <summary>The tracks and segments of all rows.</summary>
    /// <param name="rows">File names, genres, and the ids of tracks where the table has a column of them, else empty.</param>
    /// <returns>Track ids such as <c>blues/blues.00000</c>, those of the audio, and segments; -1 for a whole clip.</returns>
    public static (string Track, int Segment)[] Read(IReadOnlyList<(string FileName, string Genre, string TrackId)> rows)
    {
        (string Track, int Segment)[] guessed = Guess([.. rows.Where(row => row.TrackId.Length == 0)]);
        int next = 0;
        return [.. rows.Select(row => row.TrackId.Length == 0 ? guessed[next++] : (row.TrackId, SegmentOf(row.FileName, row.TrackId)))];
    }

    /// <summary>Whether the ids of tracks can be read from the file names alone.</summary>
    /// <param name="rows">Names that <see cref="Write"/> made, genres, and the ids that they were made of.</param>
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

    /// <summary>The file name for a row of a track: its inverse.</summary>
    /// <param name="track">Id of the track.</param>
    /// <param name="genre">Its genre.</param>
    /// <param name="extension">Of its file, with the dot; empty where it is not known.</param>
    /// <param name="segment">From 0; null for a whole clip.</param>
    public static string Write(string track, string genre, string extension, int? segment)
    {
        bool isBelowGenre = track.StartsWith($"{genre}/", StringComparison.Ordinal);
        string below = isBelowGenre ? track[(genre.Length + 1)..] : track;
        // Reading cuts off spaces at the start, and takes backslashes for slashes where there is no slash.
        string name = isBelowGenre && (below.Contains('\\') || char.IsWhiteSpace(below[0])) ? track : below;
        string end = extension.Length > 0 ? extension
            // An id that ends as files do gets that end once more, because reading cuts one off; and one that ends in a space gets any.
            : segment is null && AudioPaths.IsAudio(name) ? Path.GetExtension(name)
            : segment is null && char.IsWhiteSpace(name[^1]) ? ".wav" : string.Empty;
        return segment is null ? $"{name}{end}" : string.Create(CultureInfo.InvariantCulture, $"{name}.{segment}{end}");
    }

    private static string Id(string fileName, string genre)
    {
        // As in archives, a backslash is a character of a name where slashes separate folders.
        string path = fileName.Contains('/') ? fileName : fileName.Replace('\\', '/');
        string name = WithoutExtension(path);
        return name.StartsWith($"{genre}/", StringComparison.Ordinal) ? name : $"{genre}/{name}";
    }

    private static string WithoutExtension(string path) => AudioPaths.IsAudio(path) ? path[..^Path.GetExtension(path).Length] : path;

    // The file name is the id or the end of it, with the number of the segment after it if the row is one.
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
