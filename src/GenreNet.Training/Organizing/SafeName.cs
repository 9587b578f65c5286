using System.Text;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Organizing;

/// <summary>Makes file names that every system accepts and that differ from each other on every system.</summary>
internal static class SafeName
{
    private const int MostCharacters = 100;
    private const string Forbidden = "<>:\"/\\|?*";

    private static readonly HashSet<string> Devices = new(
        [
            "CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).Select(i => $"COM{i}"), .. Enumerable.Range(1, 9).Select(i => $"LPT{i}"),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns a file name for any text, such as <c>R&amp;B-Soul</c> for <c>R&amp;B/Soul</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="otherwise">The name for a text without a usable character.</param>
    public static string Of(string text, string otherwise)
    {
        var name = new StringBuilder();
        foreach (Rune rune in CanonicalText.Compose(text).EnumerateRunes())
        {
            bool isForbidden = Rune.IsControl(rune) || (rune.IsBmp && Forbidden.Contains((char)rune.Value)) || rune == Rune.ReplacementChar;
            name.Append(isForbidden ? "-" : rune.ToString());
            if (name.Length >= MostCharacters)
            {
                break;
            }
        }

        // Windows removes spaces and full stops at the end; a full stop at the start hides a file elsewhere.
        string trimmed = name.ToString().Trim(' ').TrimEnd('.', ' ').TrimStart('.');
        return trimmed.Length == 0 ? otherwise : Devices.Contains(trimmed.Split('.')[0]) ? $"{trimmed}_" : trimmed;
    }

    /// <summary>Returns a name that is not in use: the name itself, or with a number, such as <c>song (2).mp3</c>.</summary>
    /// <param name="used">The names in use, as returned by <see cref="Key"/>; the result is added.</param>
    /// <param name="stem">The name without its extension.</param>
    /// <param name="extension">The extension with the dot, or an empty string.</param>
    public static string Unique(ISet<string> used, string stem, string extension)
    {
        string name = stem + extension;
        for (int number = 2; !used.Add(Key(name)); number++)
        {
            name = $"{stem} ({number}){extension}";
        }

        return name;
    }

    /// <summary>Returns a form that is equal for names that are the same file on some system: case and encoding of accents are ignored.</summary>
    public static string Key(string name) => CanonicalText.Compose(name).ToUpperInvariant();
}
