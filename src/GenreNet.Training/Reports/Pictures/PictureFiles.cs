using System.Text;
using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Training.Reports;

/// <summary>Writes pictures as files, each as <c>NAME.svg</c> and <c>NAME.png</c>.</summary>
internal static class PictureFiles
{
    /// <summary>Writes the pictures.</summary>
    /// <param name="folder">The target folder; created if it does not exist. Existing files of the same names are replaced.</param>
    /// <param name="pictures">The pictures.</param>
    /// <exception cref="GenreNetException">The folder cannot be written, or PNG files cannot be drawn on this machine.</exception>
    public static void Save(string folder, IEnumerable<Picture> pictures)
    {
        foreach (Picture picture in pictures)
        {
            AtomicFile.WriteText(Path.Combine(folder, $"{picture.Name}.svg"), SvgDrawing.File(picture));
            byte[] png = Png(picture, folder);
            AtomicFile.Write(Path.Combine(folder, $"{picture.Name}.png"), stream => stream.Write(png));
        }
    }

    /// <summary>Converts text to a valid part of a file name: characters that are not allowed become dashes.</summary>
    /// <param name="text">The text, such as the name of a genre.</param>
    public static string NamePart(string text)
    {
        var name = new StringBuilder();
        foreach (Rune letter in text.EnumerateRunes())
        {
            name.Append(Rune.IsLetterOrDigit(letter) ? Rune.ToLowerInvariant(letter).ToString() : "-");
        }

        string trimmed = name.ToString().Trim('-');
        return trimmed.Length > 0 ? trimmed : "unnamed";
    }

    private static byte[] Png(Picture picture, string folder)
    {
        try
        {
            return PngDrawing.Draw(picture);
        }
        catch (Exception problem) when (problem is DllNotFoundException or TypeInitializationException)
        {
            throw new DependencyMissingException("Skia", $"{Path.Combine(folder, $"{picture.Name}.png")} cannot be drawn because Skia has no native library for this machine: use the .svg files.", problem);
        }
    }
}
