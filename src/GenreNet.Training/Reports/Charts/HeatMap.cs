namespace GenreNet.Training.Reports;

/// <summary>Numbers over time as colours: spectrograms and their like.</summary>
internal static class HeatMap
{
    private const double Width = 320;
    private const double Height = 180;

    /// <summary>Draws it.</summary>
    /// <param name="head">Name of the file, what it shows, and what somebody who does not see it is told.</param>
    /// <param name="image">The cells.</param>
    /// <param name="x">From the left to the right.</param>
    /// <param name="y">From the bottom to the top.</param>
    public static Picture Draw((string Name, string Title, string Description) head, RasterImage image, Axis x, Axis y)
    {
        var picture = new Picture(head.Name, head.Title, head.Description, Width, Height);
        var frame = new PlotFrame(picture, x, y, 6);
        frame.Draw(hasGrid: false);
        picture.Add(new ImageShape(new Spot(frame.Left, frame.Top), frame.Right - frame.Left, frame.Bottom - frame.Top, image));
        return picture;
    }
}
