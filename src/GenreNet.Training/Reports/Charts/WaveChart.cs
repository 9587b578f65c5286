namespace GenreNet.Training.Reports;

/// <summary>Draws a waveform as the range of sample values over time.</summary>
internal static class WaveChart
{
    private const double UsualHeight = 180;

    /// <summary>Draws a waveform.</summary>
    /// <param name="head">File name, title and alternative text.</param>
    /// <param name="envelope">Lowest and highest sample of consecutive intervals of equal length.</param>
    /// <param name="seconds">Total duration in seconds.</param>
    /// <param name="width">Width in points.</param>
    public static Picture Draw((string Name, string Title, string Description) head, IReadOnlyList<(float Low, float High)> envelope, double seconds, double width = HeatMap.UsualWidth)
    {
        double largest = Math.Max(0.05, envelope.Select(e => Math.Max(Math.Abs(e.Low), Math.Abs(e.High))).Where(float.IsFinite).DefaultIfEmpty(1).Max());
        var picture = new Picture(head.Name, head.Title, head.Description, width, UsualHeight + ((width - HeatMap.UsualWidth) * 0.15));
        var frame = new PlotFrame(picture, Axis.Of("time (s)", 0, seconds, isTight: true), Axis.Of("amplitude", -largest, largest, isTight: true, count: 4), 6);
        frame.Draw();
        double step = seconds / Math.Max(1, envelope.Count);
        IEnumerable<Spot> upper = envelope.Select((e, i) => frame.At((i + 0.5) * step, e.High));
        IEnumerable<Spot> lower = envelope.Select((e, i) => frame.At((i + 0.5) * step, e.Low)).Reverse();
        picture.Add(new PathShape([.. upper, .. lower], Ink.Series(0), 0));
        return picture;
    }
}
