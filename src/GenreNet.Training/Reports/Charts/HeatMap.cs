namespace GenreNet.Training.Reports;

/// <summary>Draws heat maps of values over time, such as spectrograms.</summary>
internal static class HeatMap
{
    /// <summary>Width of one of two pictures side by side.</summary>
    public const double UsualWidth = 320;

    private const double UsualHeight = 180;

    /// <summary>Draws a heat map.</summary>
    /// <param name="head">File name, title and alternative text.</param>
    /// <param name="image">The cells.</param>
    /// <param name="x">The horizontal axis, from left to right.</param>
    /// <param name="y">The vertical axis, from bottom to top.</param>
    /// <param name="width">Width in points.</param>
    public static Picture Draw((string Name, string Title, string Description) head, RasterImage image, Axis x, Axis y, double width = UsualWidth)
    {
        var picture = new Picture(head.Name, head.Title, head.Description, width, UsualHeight + ((width - UsualWidth) * 0.15));
        var frame = new PlotFrame(picture, x, y, 6);
        frame.Draw(hasGrid: false);
        picture.Add(new ImageShape(new Spot(frame.Left, frame.Top), frame.Right - frame.Left, frame.Bottom - frame.Top, image));
        return picture;
    }
}
