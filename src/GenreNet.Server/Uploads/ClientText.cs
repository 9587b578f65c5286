using System.Globalization;
using System.Text;

namespace GenreNet.Server.Uploads;

/// <summary>Sanitises text from a client for logs and terminals.</summary>
internal static class ClientText
{
    private const int LongestName = 120;

    /// <summary>Returns the last segment of a client's path.</summary>
    public static string FileName(string path)
    {
        string last = Clean(path[(path.LastIndexOfAny(['/', '\\']) + 1)..]);
        return last.Length == 0 ? "the file" : last.Length > LongestName ? last[..LongestName] : last;
    }

    /// <summary>
    /// Removes format characters, which are invisible or change the direction of text (Unicode category Cf, such as U+202E), and replaces
    /// control characters, line separators and surrogates, which a terminal could interpret, with underscores.
    /// </summary>
    public static string Clean(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            switch (char.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    cleaned.Append('_');
                    break;
                default:
                    cleaned.Append(letter);
                    break;
            }
        }

        return cleaned.ToString();
    }
}
