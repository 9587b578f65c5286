namespace GenreNet.Training.Reports;

/// <summary>Draws values with their intervals, one per row (a forest plot).</summary>
internal static class IntervalChart
{
    private const double RowHeight = 24;
    private const double LabelShare = 0.42;
    private const double AxisRoom = 42;

    /// <summary>Draws intervals.</summary>
    /// <param name="head">File name, title and alternative text.</param>
    /// <param name="axis">The horizontal axis.</param>
    /// <param name="rows">The rows, from top to bottom.</param>
    /// <param name="reference">A value that is marked by a vertical line, and its label; null for none.</param>
    public static Picture Draw((string Name, string Title, string Description) head, Axis axis, IReadOnlyList<IntervalRow> rows, (double Value, string Text)? reference = null) =>
        Picture.Adaptive(width => Draw(head, width, axis, rows, reference));

    private static Picture Draw(
        (string Name, string Title, string Description) head, double width, Axis axis, IReadOnlyList<IntervalRow> rows, (double Value, string Text)? reference)
    {
        double top = reference is null ? 6 : 20;
        double bottom = top + (rows.Count * RowHeight);
        var picture = new Picture(head.Name, head.Title, head.Description, width, bottom + AxisRoom);
        double labels = LabelShare * width;
        double left = Math.Min(labels, rows.Select(r => PictureText.Width(r.Label, Picture.TextSize)).DefaultIfEmpty(0).Max()) + 12;
        double numbers = rows.Select(r => PictureText.Width(r.Text, Picture.TextSize)).DefaultIfEmpty(0).Max() + 14;
        double X(double value) => left + (Math.Clamp(axis.Share(value), 0, 1) * (width - numbers - left));
        double free = double.NegativeInfinity;
        foreach ((double value, string text) in axis.Ticks)
        {
            picture.Add(new LineShape(new Spot(X(value), top), new Spot(X(value), bottom), Ink.Grid));
            double half = PictureText.Width(text, Picture.TextSize) / 2;
            if (X(value) - half > free)
            {
                picture.Add(new TextShape(new Spot(X(value), bottom + 15), text, Ink.Faint, Anchor: TextAnchor.Middle));
                free = X(value) + half + 4;
            }
        }

        string label = PictureText.Fit(axis.Label, Picture.TextSize, width);
        double halfLabel = PictureText.Width(label, Picture.TextSize) / 2;
        picture.Add(new TextShape(new Spot(Math.Clamp((left + width - numbers) / 2, halfLabel, width - halfLabel), bottom + 35), label, Ink.Faint, Anchor: TextAnchor.Middle));
        if (reference is { } line)
        {
            double half = PictureText.Width(line.Text, 11) / 2;
            picture.Add(new LineShape(new Spot(X(line.Value), top), new Spot(X(line.Value), bottom), Ink.Faint, 1, IsDashed: true));
            picture.Add(new TextShape(new Spot(Math.Clamp(X(line.Value), half, width - half), top - 6), line.Text, Ink.Faint, 11, TextAnchor.Middle));
        }

        for (int i = 0; i < rows.Count; i++)
        {
            Row(picture, rows[i], top + ((i + 0.5) * RowHeight), left, X);
        }

        return picture;
    }

    private static void Row(Picture picture, IntervalRow row, double y, double left, Func<double, double> place)
    {
        picture.Add(new TextShape(new Spot(left - 10, y + 4), PictureText.Fit(row.Label, Picture.TextSize, left - 12), Ink.Text, Anchor: TextAnchor.End));
        picture.Add(new TextShape(new Spot(picture.Width, y + 4), row.Text, Ink.Faint, Anchor: TextAnchor.End));
        if (row.High > row.Low)
        {
            picture.Add(new LineShape(new Spot(place(row.Low), y), new Spot(place(row.High), y), row.Ink, 2.5));
            foreach (double end in (double[])[row.Low, row.High])
            {
                picture.Add(new LineShape(new Spot(place(end), y - 4), new Spot(place(end), y + 4), row.Ink, 1.5));
            }
        }

        foreach (double dot in row.Dots)
        {
            picture.Add(new MarkShape(new Spot(place(dot), y), 3, MarkKind.Diamond, Ink.Faint));
        }

        picture.Add(new MarkShape(new Spot(place(row.Value), y), 5, row.Mark, row.Ink, $"{row.Label}: {row.Text}"));
    }
}

/// <summary>Represents a value with its interval.</summary>
/// <param name="Label">The label on the left.</param>
/// <param name="Value">The value.</param>
/// <param name="Low">Lower end of the interval; equal to the upper end for none.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Text">The value and its interval as text, on the right.</param>
/// <param name="Ink">The colour.</param>
internal sealed record IntervalRow(string Label, double Value, double Low, double High, string Text, Ink Ink)
{
    /// <summary>The mark of the value.</summary>
    public MarkKind Mark { get; init; } = MarkKind.Circle;

    /// <summary>Further values, such as those of single seeds.</summary>
    public IReadOnlyList<double> Dots { get; init; } = [];
}
