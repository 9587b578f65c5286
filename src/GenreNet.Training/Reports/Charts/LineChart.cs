namespace GenreNet.Training.Reports;

/// <summary>Draws lines over two axes.</summary>
internal static class LineChart
{
    private const double UsualHeight = 260;
    private const int MostMarks = 20;

    /// <summary>Draws a line chart.</summary>
    /// <param name="name">Name of the picture file.</param>
    /// <param name="title">The title.</param>
    /// <param name="description">The alternative text.</param>
    /// <param name="x">The horizontal axis, from left to right.</param>
    /// <param name="y">The vertical axis, from bottom to top.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="marker">A marked position on the horizontal axis and its label; null for none.</param>
    public static Picture Draw(
        string name, string title, string description, Axis x, Axis y, IReadOnlyList<ChartLine> lines, (double X, string Text)? marker = null) =>
        Picture.Adaptive(width => Draw((name, title, description), width, (x, y), lines, marker));

    private static Picture Draw(
        (string Name, string Title, string Description) head, double width, (Axis X, Axis Y) axes, IReadOnlyList<ChartLine> lines, (double X, string Text)? marker)
    {
        var picture = new Picture(head.Name, head.Title, head.Description, width, UsualHeight + ((width - Picture.UsualWidth) * 0.2));
        string[] names = [.. lines.Where(l => l.Name.Length > 0).Select(l => l.Name)];
        double legend = Legend.Height(names, picture.Width - 8);
        var frame = new PlotFrame(picture, axes.X, axes.Y, legend + (marker is null ? 10 : 22));
        frame.Draw();
        ChartLine[] named = [.. lines.Where(l => l.Name.Length > 0)];
        Legend.Draw(picture, names, 8, (i, at) => picture.Add(new LineShape(at with { X = at.X - 8 }, at with { X = at.X + 8 }, named[i].Ink, 2.5, named[i].IsDashed)));
        if (marker is { } place)
        {
            Mark(picture, frame, place.X, place.Text);
        }

        foreach (ChartLine line in lines)
        {
            Draw(picture, frame, line);
        }

        return picture;
    }

    private static void Mark(Picture picture, PlotFrame frame, double value, string text)
    {
        double x = frame.X(value);
        picture.Add(new LineShape(new Spot(x, frame.Top), new Spot(x, frame.Bottom), Ink.Faint, 1, IsDashed: true));
        // Above the lines, and within the edges.
        double half = PictureText.Width(text, 11) / 2;
        picture.Add(new TextShape(new Spot(Math.Clamp(x, frame.Left + half, frame.Right - half), frame.Top - 5), text, Ink.Faint, 11, TextAnchor.Middle));
    }

    private static void Draw(Picture picture, PlotFrame frame, ChartLine line)
    {
        // A non-finite value interrupts the line.
        List<Spot> run = [];
        foreach ((double x, double y) in line.Points.Append((double.NaN, double.NaN)))
        {
            if (double.IsFinite(x) && double.IsFinite(y))
            {
                run.Add(frame.At(x, y));
                continue;
            }

            if (run.Count > 1)
            {
                picture.Add(new PathShape([.. run], line.Ink, 2, line.IsDashed));
            }

            foreach (Spot spot in line.HasMarks || run.Count == 1 ? run.Take(MostMarks) : [])
            {
                picture.Add(new MarkShape(spot, 3.5, MarkKind.Circle, line.Ink));
            }

            run.Clear();
        }
    }
}

/// <summary>Represents a line of a chart.</summary>
/// <param name="Name">The name in the legend; empty for an auxiliary line without a legend entry.</param>
/// <param name="Points">The points; a non-finite value interrupts the line.</param>
/// <param name="Ink">The colour.</param>
/// <param name="IsDashed">Whether the line is dashed, to be distinguishable without colour.</param>
/// <param name="HasMarks">Whether the points have marks.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points, Ink Ink, bool IsDashed = false, bool HasMarks = false);
