using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Tagging;

/// <summary>Decides how a genre of a model is written in tags and file names: <c>hiphop</c> as <c>Hip-Hop</c>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class GenreSpelling
{
    // The numbered genres of ID3v1: players know these spellings, and ID3v1 can store no others.
    private static readonly Dictionary<string, string> Known =
        TagLib.Genres.Audio.DistinctBy(GenreName.Key).ToDictionary(GenreName.Key, name => name, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _chosen = new(StringComparer.Ordinal);

    /// <summary>Creates spellings from pairs of the user.</summary>
    /// <param name="pairs">Pairs such as <c>hiphop=Rap</c>: the genre of the model in any spelling, and the text to write.</param>
    /// <exception cref="GenreNetException">A pair is incomplete, or a genre occurs twice.</exception>
    public GenreSpelling(IEnumerable<string> pairs)
    {
        foreach (string pair in pairs)
        {
            string[] parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[1].Length == 0 || parts[1].Any(char.IsControl) || !_chosen.TryAdd(GenreName.Key(parts[0]), parts[1]))
            {
                throw new GenreNetException($"--genre-name {pair} is not a new pair of a genre and its name. Write it like hiphop=Rap, once per genre.");
            }
        }
    }

    /// <summary>Returns the text to write for a genre.</summary>
    /// <param name="genre">The genre, as spelled by the model.</param>
    /// <returns>The name chosen by the user, or the spelling of the ID3v1 list, or the genre as it is.</returns>
    public string Of(string genre)
    {
        string key = GenreName.Key(genre);
        return _chosen.TryGetValue(key, out string? chosen) ? chosen : Known.GetValueOrDefault(key, genre);
    }

    /// <summary>Returns whether two names mean the same genre.</summary>
    public static bool AreSame(string first, string second) => GenreName.Key(first) == GenreName.Key(second);
}
