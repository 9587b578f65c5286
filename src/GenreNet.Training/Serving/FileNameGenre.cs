using System.Text.RegularExpressions;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Serving;

/// <summary>Infers the genre of a file from its name: <c>blues.00000.wav</c>, <c>Hip-Hop 01.mp3</c>, <c>jazz/one.flac</c>.</summary>
internal static partial class FileNameGenre
{
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
