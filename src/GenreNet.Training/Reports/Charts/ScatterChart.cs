namespace GenreNet.Training.Reports;

/// <summary>Draws points of several kinds over two axes.</summary>
internal static class ScatterChart
{
    private const double PlotHeight = 360;

    /// <summary>Draws a scatter chart; kinds differ in colour and mark.</summary>
    /// <param name="head">File name, title and alternative text.</param>
    /// <param name="labels">Labels of the axes.</param>
    /// <param name="kinds">Names of the kinds.</param>
    /// <param name="points">The points, each with the index of its kind and a tooltip.</param>
    public static Picture Draw(
        (string Name, string Title, string Description) head,
        (string X, string Y) labels,
        IReadOnlyList<string> kinds,
        IReadOnlyList<(double X, double Y, int Kind, string Hint)> points) =>
        Draw(head, (Range(labels.X, points.Select(p => p.X)), Range(labels.Y, points.Select(p => p.Y))), kinds, points);

    /// <summary>Draws a scatter chart over given axes.</summary>
    /// <inheritdoc cref="Draw(ValueTuple{string, string, string}, ValueTuple{string, string}, IReadOnlyList{string}, IReadOnlyList{ValueTuple{double, double, int, string}})"/>
    public static Picture Draw(
        (string Name, string Title, string Description) head,
        (Axis X, Axis Y) axes,
        IReadOnlyList<string> kinds,
        IReadOnlyList<(double X, double Y, int Kind, string Hint)> points) =>
        Picture.Adaptive(width => Draw(head, width, axes, kinds, points));

    private static Picture Draw(
        (string Name, string Title, string Description) head,
        double width,
        (Axis X, Axis Y) axes,
        IReadOnlyList<string> kinds,
        IReadOnlyList<(double X, double Y, int Kind, string Hint)> points)
    {
        double legend = Legend.Height(kinds, width - 8);
        var picture = new Picture(head.Name, head.Title, head.Description, width, legend + PlotHeight + ((width - Picture.UsualWidth) * 0.3));
        var frame = new PlotFrame(picture, axes.X, axes.Y, legend + 10);
        frame.Draw();
        Legend.Draw(picture, kinds, 8, (i, at) => picture.Add(Mark(at, 5, i, null)));
        double radius = points.Count > 400 ? 3 : 4;
        foreach ((double x, double y, int kind, string hint) in points)
        {
            picture.Add(Mark(frame.At(x, y), radius, kind, hint));
        }

        return picture;
    }

    private static MarkShape Mark(Spot at, double radius, int kind, string? hint) => new(at, radius, MarkOutline.Series(kind), Ink.Series(kind), hint);

    private static Axis Range(string label, IEnumerable<double> values)
    {
        double[] all = [.. values.DefaultIfEmpty(0)];
        return Axis.Of(label, all.Min(), all.Max());
    }
}
