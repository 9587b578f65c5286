namespace GenreNet.Core;

/// <summary>Suggests a known name for an unknown one, for messages.</summary>
internal static class NearestName
{
    private const int LargestDistance = 3;

    // Shorter beginnings fit too many names.
    private const int ShortestBeginning = 3;

    /// <summary>Returns a suggestion of a similar known name, as the end of a sentence; empty if there is none.</summary>
    /// <param name="text">The unknown name.</param>
    /// <param name="known">The known names.</param>
    /// <returns>
    /// A phrase in parentheses with a leading space: the name that the text differs from in few characters or only in case, or else the
    /// shortest name that begins with the text.
    /// </returns>
    public static string Suggestion(string text, IEnumerable<string> known)
    {
        string[] names = [.. known];
        (string? nearest, int distance) = names.Select(name => (name, Distance(text.ToUpperInvariant(), name.ToUpperInvariant()))).OrderBy(pair => pair.Item2).FirstOrDefault();
        string? found = nearest is not null && distance <= Math.Min(LargestDistance, text.Length / 2)
            ? nearest
            : text.Trim('-').Length < ShortestBeginning ? null
            : names.Where(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).MinBy(name => name.Length);
        return found is null ? string.Empty : $" (did you mean '{found}'?)";
    }

    // Levenshtein distance: number of characters to insert, delete or replace.
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
