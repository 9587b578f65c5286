namespace GenreNet.Training.Reports;

/// <summary>Draws a legend of series names and their marks, on as many lines as needed.</summary>
internal static class Legend
{
    private const double LineHeight = 18;
    private const double MarkWidth = 20;
    private const double Gap = 14;

    /// <summary>Returns the height of the legend.</summary>
    /// <param name="names">Names of the series.</param>
    /// <param name="width">The available width.</param>
    public static double Height(IReadOnlyList<string> names, double width) => names.Count == 0 ? 0 : (Places(names, width)[^1].Y + 1) * LineHeight;

    /// <summary>Draws the legend at the top of a picture.</summary>
    /// <param name="picture">The target picture.</param>
    /// <param name="names">Names of the series.</param>
    /// <param name="left">The left edge.</param>
    /// <param name="mark">Draws the mark of a series, centred at the given position.</param>
    public static void Draw(Picture picture, IReadOnlyList<string> names, double left, Action<int, Spot> mark)
    {
        Spot[] places = Places(names, picture.Width - left);
        for (int i = 0; i < names.Count; i++)
        {
            double x = left + places[i].X;
            double y = (places[i].Y * LineHeight) + 9;
            mark(i, new Spot(x + (MarkWidth / 2) - 2, y));
            double room = picture.Width - x - MarkWidth;
            picture.Add(new TextShape(new Spot(x + MarkWidth, y + 4), PictureText.Fit(names[i], Picture.TextSize, room), Ink.Text));
        }
    }

    // X in points, Y in lines.
    private static Spot[] Places(IReadOnlyList<string> names, double width)
    {
        var places = new Spot[names.Count];
        double x = 0;
        int line = 0;
        for (int i = 0; i < names.Count; i++)
        {
            double own = MarkWidth + PictureText.Width(names[i], Picture.TextSize);
            if (x > 0 && x + own > width)
            {
                (x, line) = (0, line + 1);
            }

            places[i] = new Spot(x, line);
            x += own + Gap;
        }

        return places;
    }
}
