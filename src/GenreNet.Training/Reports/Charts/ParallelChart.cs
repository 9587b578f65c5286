namespace GenreNet.Training.Reports;

/// <summary>Draws parallel coordinates: one vertical axis per quantity, one line per item.</summary>
internal static class ParallelChart
{
    private const double AxisDistance = 130;
    private const double SmallestWidth = 640;
    private const double PlotHeight = 320;
    private const double Top = 62;
    private const double SideRoom = 74;

    /// <summary>Draws parallel coordinates.</summary>
    /// <param name="head">File name, title and alternative text.</param>
    /// <param name="axes">Two or more axes, from left to right.</param>
    /// <param name="lines">The lines, from back to front.</param>
    /// <param name="legend">Name and colour of each kind of line.</param>
    public static Picture Draw(
        (string Name, string Title, string Description) head, IReadOnlyList<Axis> axes, IReadOnlyList<ParallelLine> lines, IReadOnlyList<(string Name, Ink Ink)> legend)
    {
        double width = Math.Max(SmallestWidth, (axes.Count - 1) * AxisDistance) + (2 * SideRoom);
        var picture = new Picture(head.Name, head.Title, head.Description, width, Top + PlotHeight + 16);
        Legend.Draw(picture, [.. legend.Select(l => l.Name)], 8, (i, at) => picture.Add(new LineShape(at with { X = at.X - 8 }, at with { X = at.X + 8 }, legend[i].Ink, 3)));
        double distance = (width - (2 * SideRoom)) / (axes.Count - 1);
        double X(int axis) => SideRoom + (axis * distance);
        double Y(double share) => Top + ((1 - Math.Clamp(share, 0, 1)) * PlotHeight);
        foreach (ParallelLine line in lines)
        {
            picture.Add(new PathShape([.. line.Shares.Select((share, i) => new Spot(X(i), Y(share)))], line.Ink, 2, Opacity: line.Opacity, Key: line.Key, Hint: line.Hint));
        }

        for (int i = 0; i < axes.Count; i++)
        {
            Axis axis = axes[i];
            picture.Add(new LineShape(new Spot(X(i), Top), new Spot(X(i), Top + PlotHeight), Ink.Faint, 1.5, Key: axis.Label));
            picture.Add(new TextShape(new Spot(X(i), Top - 14), PictureText.Fit(axis.Label, Picture.TextSize, distance - 8), Ink.Text, Anchor: TextAnchor.Middle));
            foreach ((double value, string text) in axis.Ticks)
            {
                // Text of the last axis is on its outer side, as lines end there.
                bool isLast = i == axes.Count - 1;
                double y = Y(axis.Share(value));
                picture.Add(new LineShape(new Spot(X(i) - 4, y), new Spot(X(i) + 4, y), Ink.Faint));
                string fitted = PictureText.Fit(text, 11, i == 0 || isLast ? SideRoom - 10 : distance - 20);
                picture.Add(new TextShape(new Spot(X(i) + (isLast ? 9 : i == 0 ? -9 : 9), y + 4), fitted, Ink.Text, 11, i == 0 ? TextAnchor.End : TextAnchor.Start));
            }
        }

        return picture;
    }
}

/// <summary>Represents a line of parallel coordinates.</summary>
/// <param name="Key">The name by which the script of the page finds the line.</param>
/// <param name="Shares">The position on each axis, 0 at the bottom and 1 at the top.</param>
/// <param name="Ink">The colour.</param>
/// <param name="Opacity">Opacity, 0 to 1.</param>
/// <param name="Hint">The tooltip.</param>
internal sealed record ParallelLine(string Key, double[] Shares, Ink Ink, double Opacity, string Hint);
