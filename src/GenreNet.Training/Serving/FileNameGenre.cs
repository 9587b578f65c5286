using System.Text.RegularExpressions;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Serving;

/// <summary>Infers the genre of a file from its name: <c>blues.00000.wav</c>, <c>Hip-Hop 01.mp3</c>, <c>jazz/one.flac</c>.</summary>
internal static partial class FileNameGenre
{
    /// <summary>Infers the genre of a file that was found in a folder: as in a dataset, the folder decides, not the name of the file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="relativePath">Path below the folder that the user gave, with forward slashes; the file name if there is none.</param>
    /// <param name="genres">The possible genres; null if the service does not report them.</param>
    /// <returns>
    /// The genre of the first folder below the given one that has the name of a genre, such as <c>blues/album/rock 1.wav</c>, else of the
    /// given folder, else that of <see cref="Guess(string, IReadOnlyList{string}?)"/>.
    /// </returns>
    public static string? Guess(string path, string relativePath, IReadOnlyList<string>? genres)
    {
        string[] below = relativePath.Split('/')[..^1];
        if (genres is null || below.Length == 0)
        {
            return Guess(path, genres);
        }

        string? given = Path.GetDirectoryName(Path.GetFullPath(path));
        for (int level = 0; level < below.Length; level++)
        {
            given = Path.GetDirectoryName(given);
        }

        int index = below.Append(Path.GetFileName(given) ?? string.Empty).Select(folder => GenreName.IndexIn(genres, folder)).FirstOrDefault(place => place >= 0, -1);
        return index >= 0 ? genres[index] : Guess(path, genres);
    }

    /// <summary>Infers the genre of a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="genres">
    /// The possible genres; null if the service does not report them, in which case only names such as <c>blues.00000.wav</c> are
    /// recognised.
    /// </param>
    /// <returns>The genre in the spelling of the list, or null.</returns>
    public static string? Guess(string path, IReadOnlyList<string>? genres)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        if (genres is null)
        {
            return Numbered().Match(name) is { Success: true } match ? match.Groups[1].Value : null;
        }

        string[] words = [.. Word().Matches(name).Select(match => match.Value)];
        string? folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        // The longest prefix of the name that is a genre, so that "pop rock 1" can be a genre of its own.
        IEnumerable<string> candidates = Enumerable.Range(1, words.Length).Reverse().Select(count => string.Join(' ', words.Take(count)));
        return candidates.Append(folder ?? string.Empty).Select(candidate => GenreName.IndexIn(genres, candidate)).Where(place => place >= 0).Select(place => genres[place]).FirstOrDefault();
    }

    [GeneratedRegex(@"^(\p{L}+)\.\d+$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}&]+")]
    private static partial Regex Word();
}
