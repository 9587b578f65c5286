namespace GenreNet.Training.Reports;

/// <summary>Computes the corners of marks, all with about the same area as the disc.</summary>
internal static class MarkOutline
{
    /// <summary>
    /// Returns the mark of a series; together with the colours of <see cref="Ink.Series"/>, fifty series are distinguishable.
    /// </summary>
    /// <param name="index">Index of the series, from 0.</param>
    public static MarkKind Series(int index) => (MarkKind)((index + (index / Ink.SeriesCount)) % Enum.GetValues<MarkKind>().Length);

    /// <summary>Returns the corners, in order.</summary>
    /// <param name="mark">A mark of a kind that has corners.</param>
    public static IReadOnlyList<Spot> Of(MarkShape mark)
    {
        double r = mark.Radius;
        return mark.Kind switch
        {
            MarkKind.Square => Around(mark.At, (-0.9 * r, -0.9 * r), (0.9 * r, -0.9 * r), (0.9 * r, 0.9 * r), (-0.9 * r, 0.9 * r)),
            MarkKind.Triangle => Around(mark.At, (0, -1.25 * r), (1.15 * r, 0.85 * r), (-1.15 * r, 0.85 * r)),
            MarkKind.Wedge => Around(mark.At, (0, 1.25 * r), (1.15 * r, -0.85 * r), (-1.15 * r, -0.85 * r)),
            _ => Around(mark.At, (0, -1.25 * r), (1.25 * r, 0), (0, 1.25 * r), (-1.25 * r, 0)),
        };
    }

    private static Spot[] Around(Spot middle, params (double X, double Y)[] corners) => [.. corners.Select(c => new Spot(middle.X + c.X, middle.Y + c.Y))];
}
