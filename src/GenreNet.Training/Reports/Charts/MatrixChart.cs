namespace GenreNet.Training.Reports;

/// <summary>Draws a table of cells that are coloured by value.</summary>
internal static class MatrixChart
{
    private const double LabelRoom = 110;
    private const double HighestCell = 44;
    private const double LowestCell = 22;
    private const double LineHeight = 13;
    private const double SmallestText = 7.5;

    /// <summary>Draws a matrix.</summary>
    /// <param name="head">File name, title and alternative text.</param>
    /// <param name="rows">Names of the rows.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="shares">Values on the colour scale, <c>[rows, columns]</c>, 0 to 1.</param>
    /// <param name="texts">The text in each cell, <c>[rows, columns]</c>.</param>
    /// <param name="colors">The colour scale.</param>
    /// <param name="names">Titles of the row and column axes.</param>
    public static Picture Draw(
        (string Name, string Title, string Description) head,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        double[][] shares,
        string[][] texts,
        ColorMap colors,
        (string Rows, string Columns) names) =>
        Picture.Adaptive(width => Draw(head, width, rows, columns, shares, texts, colors, names));

    private static Picture Draw(
        (string Name, string Title, string Description) head,
        double pictureWidth,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        double[][] shares,
        string[][] texts,
        ColorMap colors,
        (string Rows, string Columns) names)
    {
        double rowRoom = Math.Max(LabelRoom, 0.28 * pictureWidth);
        double left = Math.Min(rowRoom, Widest(rows)) + 10 + (names.Rows.Length > 0 ? 16 : 0);
        double width = (pictureWidth - left - 4) / Math.Max(1, columns.Count);
        double height = Math.Clamp(width, LowestCell, HighestCell);
        // Names that are wider than their columns are rotated.
        double headSize = Picture.TextSize * Math.Clamp((width - 2) / Math.Max(1, Widest(columns)), 0.75, 1);
        bool isUpright = Widest(columns) * headSize / Picture.TextSize > width - 1;
        double top = 6 + (isUpright ? Math.Min(LabelRoom, Widest(columns)) + 4 : 18) + (names.Columns.Length > 0 ? 18 : 0);
        var picture = new Picture(head.Name, head.Title, head.Description, pictureWidth, top + (rows.Count * height) + 4);

        // Draw only as many names as are legible; the tooltips of cells contain the others.
        int every = isUpright ? (int)Math.Ceiling(LineHeight / width) : 1;
        for (int column = 0; column < columns.Count; column += every)
        {
            double middle = left + ((column + 0.5) * width);
            string text = PictureText.Fit(columns[column], isUpright ? Picture.TextSize : headSize, isUpright ? LabelRoom : width);
            picture.Add(isUpright
                ? new TextShape(new Spot(middle + 4, top - 6), text, Ink.Text, IsUpright: true)
                : new TextShape(new Spot(middle, top - 6), text, Ink.Text, headSize, TextAnchor.Middle));
        }

        // All cell texts have the size that fits the widest one; if that is too small, they are omitted and only the tooltips show the
        // values.
        double size = Math.Min(Picture.TextSize, Picture.TextSize * (width - 3) / Math.Max(1, texts.Max(Widest)));
        for (int row = 0; row < rows.Count; row++)
        {
            double y = top + (row * height);
            picture.Add(new TextShape(new Spot(left - 8, y + (height / 2) + 4), PictureText.Fit(rows[row], Picture.TextSize, rowRoom), Ink.Text, Anchor: TextAnchor.End));
            for (int column = 0; column < columns.Count; column++)
            {
                Cell(picture, new Spot(left + (column * width), y), width, height, shares[row][column], texts[row][column], size, colors, $"{rows[row]}, {columns[column]}: {texts[row][column]}");
            }
        }

        if (names.Rows.Length > 0)
        {
            picture.Add(new TextShape(new Spot(11, top + (rows.Count * height / 2)), PictureText.Fit(names.Rows, Picture.TextSize, rows.Count * height), Ink.Faint, Anchor: TextAnchor.Middle, IsUpright: true));
        }

        if (names.Columns.Length > 0)
        {
            picture.Add(new TextShape(new Spot(left + (columns.Count * width / 2), 13), names.Columns, Ink.Faint, Anchor: TextAnchor.Middle));
        }

        return picture;
    }

    private static void Cell(Picture picture, Spot at, double width, double height, double share, string text, double size, ColorMap colors, string hint)
    {
        picture.Add(new BoxShape(at, width - 1, height - 1, colors.At(share), hint));
        if (text.Length > 0 && size >= SmallestText)
        {
            picture.Add(new TextShape(new Spot(at.X + ((width - 1) / 2), at.Y + (height / 2) + (size / 3)), text, colors.TextOn(share), size, TextAnchor.Middle));
        }
    }

    private static double Widest(IReadOnlyList<string> names) => names.Select(n => PictureText.Width(n, Picture.TextSize)).DefaultIfEmpty(0).Max();
}
