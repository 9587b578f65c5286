using System.Globalization;
using System.Text;

namespace GenreNet.Core.Datasets;

/// <summary>Decides which names mean the same genre: <c>hip-hop</c>, <c>Hip Hop</c>, <c>HIPHOP</c> and <c>hiphop</c> do.</summary>
/// <remarks>
/// Two names mean the same genre if they have the same letters and digits in the same order, ignoring case, where
/// <c>and</c>, <c>&amp;</c> and <c>n</c> between two words count as <c>n</c> (<c>R&amp;B</c> is <c>RnB</c>, <c>drum and bass</c> is
/// <c>drum'n'bass</c>). Accents are significant, but it does not matter whether an accented letter is encoded as one character or as a
/// letter and a mark. No other characters are equivalent.
/// </remarks>
/// <seealso cref="TrackLibrary"/>
public static class GenreName
{
    /// <summary>The genre of all tracks in a library without genres.</summary>
    internal const string Unlabelled = "unlabelled";

    private const string Ampersand = "&";

    /// <summary>Returns a spelling-independent key: names mean the same genre if their keys are equal.</summary>
    /// <param name="name">Any spelling.</param>
    /// <returns>Letters, their marks, and digits; empty if there are none, in which case the text is not a valid genre name.</returns>
    public static string Key(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] words = [.. Words(name)];
        bool IsAnd(int i) => i > 0 && i < words.Length - 1 && words[i] is Ampersand or "and" or "n";
        return string.Concat(words.Select((word, i) => IsAnd(i) ? "n" : word).Where(word => word != Ampersand));
    }

    /// <summary>
    /// Returns the index of a genre in a list: that of the identical name, or otherwise of the first name that means the same.
    /// </summary>
    /// <param name="genres">The list.</param>
    /// <param name="name">Any spelling.</param>
    /// <returns>The index, from 0; -1 if not found.</returns>
    public static int IndexIn(IReadOnlyList<string> genres, string name)
    {
        ArgumentNullException.ThrowIfNull(genres);
        string key = Key(name);
        string? found = genres.FirstOrDefault(genre => genre == name) ?? genres.FirstOrDefault(genre => key.Length > 0 && Key(genre) == key);
        return found is null ? -1 : genres.ToList().IndexOf(found);
    }

    /// <summary>Chooses one spelling for each genre: the most frequent, and the ordinally first of equally frequent ones.</summary>
    /// <param name="names">The genre of each track, in any order.</param>
    /// <returns>The chosen spelling for every spelling that occurs, without leading, trailing or repeated spaces.</returns>
    internal static IReadOnlyDictionary<string, string> Choose(IEnumerable<string> names)
    {
        (string Spelling, int Count)[] spellings = [.. names.CountBy(name => name, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var genre in spellings.GroupBy(s => Key(s.Spelling), StringComparer.Ordinal))
        {
            string best = genre.GroupBy(s => Tidy(s.Spelling), StringComparer.Ordinal)
                .OrderByDescending(g => g.Sum(s => s.Count)).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
            foreach ((string spelling, _) in genre)
            {
                chosen.Add(spelling, best);
            }
        }

        return chosen;
    }

    private static string Tidy(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Words(string name)
    {
        // Converting to upper case first maps both lower-case forms of the Greek sigma to one.
        string plain = CanonicalText.Compose(name).ToUpperInvariant().ToLowerInvariant();
        var word = new StringBuilder();
        foreach (Rune rune in plain.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && IsMark(rune)))
            {
                word.Append(rune);
                continue;
            }

            if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            if (rune.Value == '&')
            {
                yield return Ampersand;
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    // In the scripts of India, marks are vowels, and dropping them would give other words. Variation selectors, which only choose a glyph,
    // are dropped.
    private static bool IsMark(Rune rune) => rune.Value is not (>= 0xFE00 and <= 0xFE0F)
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
