namespace GenreNet.Training.Reports;

/// <summary>Represents the two axes of a plot and the plot area between them.</summary>
internal sealed class PlotFrame
{
    private const double Gap = 6;
    private const double LineHeight = 16;

    private readonly Picture _picture;

    /// <summary>Lays out the plot area, with room for tick labels.</summary>
    /// <param name="picture">The target picture.</param>
    /// <param name="x">The horizontal axis, from left to right.</param>
    /// <param name="y">The vertical axis, from bottom to top.</param>
    /// <param name="top">Space reserved at the top, such as for a legend.</param>
    /// <param name="right">Space reserved on the right.</param>
    public PlotFrame(Picture picture, Axis x, Axis y, double top = 8, double right = 12)
    {
        _picture = picture;
        XAxis = x;
        YAxis = y;
        double numbers = y.Ticks.Select(t => PictureText.Width(t.Text, Picture.TextSize)).DefaultIfEmpty(0).Max();
        Left = numbers + Gap + (y.Label.Length > 0 ? LineHeight + 4 : 2);
        Top = top;
        Right = picture.Width - right;
        Bottom = picture.Height - LineHeight - Gap - (x.Label.Length > 0 ? LineHeight + 2 : 0);
    }

    /// <summary>The horizontal axis, from left to right.</summary>
    public Axis XAxis { get; }

    /// <summary>The vertical axis, from bottom to top.</summary>
    public Axis YAxis { get; }

    /// <summary>Left edge of the plot area.</summary>
    public double Left { get; }

    /// <summary>Right edge of the plot area.</summary>
    public double Right { get; }

    /// <summary>Upper edge of the plot area.</summary>
    public double Top { get; }

    /// <summary>Lower edge of the plot area.</summary>
    public double Bottom { get; }

    /// <summary>Returns the position of a point.</summary>
    public Spot At(double x, double y) => new(X(x), Y(y));

    /// <summary>Returns the horizontal position of a value; values outside the axis are clamped.</summary>
    public double X(double value) => Left + (Math.Clamp(XAxis.Share(value), 0, 1) * (Right - Left));

    /// <summary>Returns the vertical position of a value; values outside the axis are clamped.</summary>
    public double Y(double value) => Bottom - (Math.Clamp(YAxis.Share(value), 0, 1) * (Bottom - Top));

    /// <summary>Draws axis lines, tick labels and axis labels.</summary>
    /// <param name="hasGrid">Whether to draw grid lines.</param>
    public void Draw(bool hasGrid = true)
    {
        foreach ((double value, string text) in YAxis.Ticks)
        {
            if (hasGrid)
            {
                _picture.Add(new LineShape(new Spot(Left, Y(value)), new Spot(Right, Y(value)), Ink.Grid));
            }

            _picture.Add(new TextShape(new Spot(Left - Gap, Y(value) + 4), text, Ink.Faint, Anchor: TextAnchor.End));
        }

        double free = double.NegativeInfinity;
        foreach ((double value, string text) in XAxis.Ticks)
        {
            double half = PictureText.Width(text, Picture.TextSize) / 2;
            double middle = Math.Min(X(value), _picture.Width - half);
            _picture.Add(new LineShape(new Spot(X(value), Bottom), new Spot(X(value), Bottom + 4), Ink.Faint));
            if (middle - half > free)
            {
                _picture.Add(new TextShape(new Spot(middle, Bottom + LineHeight + 1), text, Ink.Faint, Anchor: TextAnchor.Middle));
                free = middle + half + 4;
            }
        }

        _picture.Add(new LineShape(new Spot(Left, Bottom), new Spot(Right, Bottom), Ink.Faint));
        if (YAxis.Label.Length > 0)
        {
            string label = PictureText.Fit(YAxis.Label, Picture.TextSize, Bottom - Top);
            _picture.Add(new TextShape(new Spot(12, (Top + Bottom) / 2), label, Ink.Faint, Anchor: TextAnchor.Middle, IsUpright: true));
        }

        if (XAxis.Label.Length > 0)
        {
            _picture.Add(new TextShape(new Spot((Left + Right) / 2, _picture.Height - 6), XAxis.Label, Ink.Faint, Anchor: TextAnchor.Middle));
        }
    }
}
