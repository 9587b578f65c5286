namespace GenreNet.Training.Reports;

/// <summary>Names of series with what marks them, in as many lines as they need.</summary>
internal static class Legend
{
    private const double LineHeight = 18;
    private const double MarkWidth = 20;
    private const double Gap = 14;

    /// <summary>How high it is.</summary>
    /// <param name="names">The series.</param>
    /// <param name="width">The room.</param>
    public static double Height(IReadOnlyList<string> names, double width) => names.Count == 0 ? 0 : (Places(names, width)[^1].Y + 1) * LineHeight;

    /// <summary>Draws it at the top of a picture.</summary>
    /// <param name="picture">What is drawn on.</param>
    /// <param name="names">The series.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="mark">Draws what marks a series, around the middle of its place.</param>
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
