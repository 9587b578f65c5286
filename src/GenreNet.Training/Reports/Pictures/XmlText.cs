using System.Text;
using System.Xml;

namespace GenreNet.Training.Reports;

/// <summary>Text that may stand in XML and HTML.</summary>
internal static class XmlText
{
    /// <summary>The text with a replacement character in the place of what XML forbids: control characters and halves of pairs, which file names may hold.</summary>
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
