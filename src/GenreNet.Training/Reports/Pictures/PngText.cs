using SkiaSharp;

namespace GenreNet.Training.Reports;

/// <summary>Draws text in PNG files. Characters that the embedded font lacks use the fonts of the system, if available.</summary>
internal static class PngText
{
    private const string OwnFont = "GenreNet.Training.Reports.Pictures.Font.Inter-Regular.otf";

    private static readonly Lazy<SKTypeface> Own = new(() =>
        SKTypeface.FromStream(typeof(PngText).Assembly.GetManifestResourceStream(OwnFont)) ?? throw new InvalidOperationException($"The font {OwnFont} cannot be used."));

    /// <summary>Draws text.</summary>
    public static void Draw(SKCanvas canvas, TextShape text, SKColor color)
    {
        (string Text, SKTypeface Face)[] runs = [.. Runs(text.Text)];
        SKFont[] fonts = [.. runs.Select(r => new SKFont(r.Face, (float)text.Size) { Subpixel = true })];
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        float[] widths = [.. runs.Select((r, i) => fonts[i].MeasureText(r.Text))];
        float place = text.Anchor switch { TextAnchor.Middle => -widths.Sum() / 2, TextAnchor.End => -widths.Sum(), _ => 0 };

        canvas.Save();
        canvas.Translate((float)text.At.X, (float)text.At.Y);
        canvas.RotateDegrees(text.IsUpright ? -90 : 0);
        for (int i = 0; i < runs.Length; i++)
        {
            canvas.DrawText(runs[i].Text, place, 0, SKTextAlign.Left, fonts[i], paint);
            place += widths[i];
            fonts[i].Dispose();
        }

        canvas.Restore();
    }

    private static IEnumerable<(string Text, SKTypeface Face)> Runs(string text)
    {
        var run = new System.Text.StringBuilder();
        SKTypeface face = Own.Value;
        foreach (System.Text.Rune letter in text.EnumerateRunes())
        {
            SKTypeface needed = Own.Value.ContainsGlyph(letter.Value) ? Own.Value : SKFontManager.Default.MatchCharacter(letter.Value) ?? Own.Value;
            if (needed != face && run.Length > 0)
            {
                yield return (run.ToString(), face);
                run.Clear();
            }

            face = needed;
            run.Append(letter.ToString());
        }

        if (run.Length > 0)
        {
            yield return (run.ToString(), face);
        }
    }
}
