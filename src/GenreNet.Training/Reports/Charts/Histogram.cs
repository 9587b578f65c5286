using GenreNet.Core;

namespace GenreNet.Training.Reports;

/// <summary>Draws the distribution of values as a histogram.</summary>
internal static class Histogram
{
    private const double Height = 220;
    private const int MostBins = 24;

    /// <summary>Draws a histogram.</summary>
    /// <param name="name">Name of the picture file.</param>
    /// <param name="title">The title.</param>
    /// <param name="values">The values; all must be finite.</param>
    /// <param name="labels">The label of the values with their unit, and the singular noun of what is counted.</param>
    public static Picture Draw(string name, string title, IReadOnlyList<double> values, (string X, string Noun) labels) =>
        Picture.Adaptive(width => Draw((name, title), width, values, labels));

    private static Picture Draw((string Name, string Title) head, double pictureWidth, IReadOnlyList<double> values, (string X, string Noun) labels)
    {
        Axis x = Axis.Of(labels.X, values.Min(), values.Max());
        // Bin edges coincide with ticks: four bins per tick interval.
        int bins = Math.Clamp((x.Ticks.Count - 1) * 4, 1, MostBins);
        int[] counts = new int[bins];
        foreach (double value in values)
        {
            counts[Math.Clamp((int)(x.Share(value) * bins), 0, bins - 1)]++;
        }

        string description = FormattableString.Invariant(
            $"{Plural.Of(values.Count, labels.Noun)}; {labels.X} from {values.Min():0.##} to {values.Max():0.##}, mean {values.Average():0.##}.");
        var picture = new Picture(head.Name, head.Title, description, pictureWidth, Height);
        var frame = new PlotFrame(picture, x, Axis.Counts($"{labels.Noun}s", counts.Max()));
        frame.Draw();
        double width = (frame.Right - frame.Left) / bins;
        for (int i = 0; i < bins; i++)
        {
            double top = frame.Y(counts[i]);
            double low = x.Low + ((x.High - x.Low) * i / bins);
            string hint = FormattableString.Invariant($"{counts[i]}: {low:0.##} to {low + ((x.High - x.Low) / bins):0.##}");
            picture.Add(new BoxShape(new Spot(frame.Left + (i * width) + 0.5, top), width - 1, frame.Bottom - top, Ink.Series(0), hint));
        }

        return picture;
    }
}
