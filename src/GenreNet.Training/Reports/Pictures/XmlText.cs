using System.Text;
using System.Xml;

namespace GenreNet.Training.Reports;

/// <summary>Cleans text for XML and HTML.</summary>
internal static class XmlText
{
    /// <summary>
    /// Replaces the characters that XML forbids with a replacement character: control characters and unpaired surrogates, which file names
    /// can contain.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isAllowed = rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value);
            clean.Append(isAllowed ? rune.ToString() : "\ufffd");
        }

        return clean.ToString();
    }
}
