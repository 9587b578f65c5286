using System.Globalization;

namespace GenreNet.Training.Reports;

/// <summary>Measures and formats text in pictures.</summary>
internal static class PictureText
{
    /// <summary>Estimates the width of text in any font, as an upper bound for layout.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Font size.</param>
    public static double Width(string text, double size) => text.EnumerateRunes().Sum(r => Width(r.Value)) * size;

    /// <summary>Truncates text to a width, with an ellipsis if it does not fit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Font size.</param>
    /// <param name="room">The available width.</param>
    public static string Fit(string text, double size, double room)
    {
        if (Width(text, size) <= room)
        {
            return text;
        }

        string[] letters = [.. Letters(text)];
        int count = letters.Length - 1;
        while (count > 1 && Width(string.Concat(letters.Take(count)) + "\u2026", size) > room)
        {
            count--;
        }

        return string.Concat(letters.Take(count)) + "\u2026";
    }

    /// <summary>Formats a number with as many digits as are needed to distinguish it from its neighbours.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => value == 0 ? "0"
        : Math.Abs(value) < 0.001 ? value.ToString("0.##e+0", CultureInfo.InvariantCulture)
        : value.ToString(Math.Abs(value) < 1 ? "0.####" : "0.###", CultureInfo.InvariantCulture).Replace('-', '\u2212');

    /// <summary>Formats a share in percent, with a non-breaking space.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    public static string Percent(double share) => share.ToString("0.0\u00a0%", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Letters(string text)
    {
        TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
        {
            yield return letters.GetTextElement();
        }
    }

    private static double Width(int letter) => letter switch
    {
        >= 0x1100 => 1,
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' => 0.3,
        'f' or 't' or 'r' or '(' or ')' or '-' or '/' => 0.4,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.9,
        (>= 'A' and <= 'Z') or (>= '0' and <= '9') => 0.66,
        _ => 0.58,
    };
}
