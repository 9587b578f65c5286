namespace GenreNet.Training.Reports;

/// <summary>Represents a colour by its purpose. Pages use its light or dark variant, files are drawn on white.</summary>
/// <remarks>
/// The series colours are those of Okabe and Ito, "Color universal design" (2008), which are distinguishable with any type of colour
/// vision. Yellow is darkened to be visible on white, all colours are lightened on dark, and violet, brown and grey are added, because ten
/// genres are common.
/// </remarks>
/// <param name="Name">The style sheet variable of the colour; null for a colour that is the same on all pages.</param>
/// <param name="Light">The colour on a light page, <c>#rrggbb</c>.</param>
/// <param name="Dark">The colour on a dark page, <c>#rrggbb</c>.</param>
internal sealed record Ink(string? Name, string Light, string Dark)
{
    /// <summary>Primary text.</summary>
    public static readonly Ink Text = new("text", "#1c2024", "#e4e7eb");

    /// <summary>Secondary text, such as axis labels.</summary>
    public static readonly Ink Faint = new("faint", "#5b636d", "#9aa4af");

    /// <summary>Grid and auxiliary lines.</summary>
    public static readonly Ink Grid = new("line", "#dcdfe4", "#343b44");

    /// <summary>Page background.</summary>
    public static readonly Ink Back = new("back", "#ffffff", "#15181c");

    private static readonly Ink[] SeriesInks =
    [
        new("s0", "#0072b2", "#4aa8e8"),
        new("s1", "#d55e00", "#f58b45"),
        new("s2", "#009e73", "#2dc99c"),
        new("s3", "#b4568a", "#e59cc6"),
        new("s4", "#bd8200", "#f3b53a"),
        new("s5", "#3f9bd1", "#8fd0f7"),
        new("s6", "#8a7d00", "#d8ce55"),
        new("s7", "#6a4fb3", "#ab98f2"),
        new("s8", "#7a4b2a", "#cc9b74"),
        new("s9", "#6b7280", "#a3abb8"),
    ];

    /// <summary>Number of series that differ by colour alone.</summary>
    public static int SeriesCount => SeriesInks.Length;

    /// <summary>The colours that are defined in the style sheet.</summary>
    public static IReadOnlyList<Ink> Named { get; } = [Text, Faint, Grid, Back, .. SeriesInks];

    /// <summary>Returns the colour of a series; the colours repeat after ten series.</summary>
    /// <param name="index">Index of the series, from 0.</param>
    public static Ink Series(int index) => SeriesInks[index % SeriesInks.Length];

    /// <summary>Returns a colour that is the same on every page.</summary>
    /// <param name="color">The colour, <c>#rrggbb</c>.</param>
    public static Ink Fixed(string color) => new(null, color, color);
}
