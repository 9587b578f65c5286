namespace GenreNet.Training.Reports;

/// <summary>The corners of marks: all of about the area of the disc.</summary>
internal static class MarkOutline
{
    /// <summary>The mark of a series: with the colours of <see cref="Ink.Series"/> fifty differ.</summary>
    /// <param name="index">Which one, from 0.</param>
    public static MarkKind Series(int index) => (MarkKind)((index + (index / Ink.SeriesCount)) % Enum.GetValues<MarkKind>().Length);

    /// <summary>The corners, in order.</summary>
    /// <param name="mark">Any mark that has corners.</param>
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
