namespace GenreNet.Training.Reports;

/// <summary>Draws small curves without axes, for a table.</summary>
internal static class Sparkline
{
    private const double Width = 144;
    private const double Height = 32;
    private const double Margin = 3;

    /// <summary>Draws curves over the same horizontal axis; returns null if no curve has two points.</summary>
    /// <param name="name">Name of the picture file.</param>
    /// <param name="description">The alternative text.</param>
    /// <param name="curves">The values of each curve; non-finite values are left out.</param>
    /// <param name="range">The values at the bottom and the top; null for the range of the curves.</param>
    public static Picture? Draw(string name, string description, IReadOnlyList<(IReadOnlyList<double> Values, Ink Ink, bool IsDashed)> curves, (double Low, double High)? range = null)
    {
        double[] all = [.. curves.SelectMany(c => c.Values).Where(double.IsFinite)];
        if (all.Length == 0 || !curves.Any(c => c.Values.Count(double.IsFinite) > 1))
        {
            return null;
        }

        (double low, double high) = range ?? (all.Min(), all.Max());
        var picture = new Picture(name, description, description, Width, Height);
        foreach ((IReadOnlyList<double> values, Ink ink, bool isDashed) in curves)
        {
            Spot[] spots =
            [
                .. values.Select((value, i) => (value, i)).Where(v => double.IsFinite(v.value)).Select(v => new Spot(
                    Margin + ((Width - (2 * Margin)) * v.i / Math.Max(1, values.Count - 1)),
                    Height - Margin - ((Height - (2 * Margin)) * (high > low ? Math.Clamp((v.value - low) / (high - low), 0, 1) : 0.5)))),
            ];
            if (spots.Length > 1)
            {
                picture.Add(new PathShape(spots, ink, 1.75, isDashed));
                picture.Add(new MarkShape(spots[^1], 2.5, MarkKind.Circle, ink));
            }
        }

        return picture;
    }
}
