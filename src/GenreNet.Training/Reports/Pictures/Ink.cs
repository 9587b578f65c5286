namespace GenreNet.Training.Reports;

/// <summary>A colour by what it is for. Pages show it light or dark, files on white.</summary>
/// <remarks>
/// The series are the colours of Okabe and Ito, "Color universal design" (2008), which people with any colour vision tell apart; yellow is darkened to
/// show on white, all are lightened on dark, and violet, brown and grey follow them: ten genres are usual.
/// </remarks>
/// <param name="Name">The style sheet's variable for it; null for a colour that is the same everywhere.</param>
/// <param name="Light">On a light page, <c>#rrggbb</c>.</param>
/// <param name="Dark">On a dark page, <c>#rrggbb</c>.</param>
internal sealed record Ink(string? Name, string Light, string Dark)
{
    /// <summary>What is read.</summary>
    public static readonly Ink Text = new("text", "#1c2024", "#e4e7eb");

    /// <summary>What is read second: the labels of axes.</summary>
    public static readonly Ink Faint = new("faint", "#5b636d", "#9aa4af");

    /// <summary>Lines that help the eye.</summary>
    public static readonly Ink Grid = new("line", "#dcdfe4", "#343b44");

    /// <summary>The page itself.</summary>
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

    /// <summary>How many series differ by colour alone.</summary>
    public static int SeriesCount => SeriesInks.Length;

    /// <summary>All that the style sheet has to know.</summary>
    public static IReadOnlyList<Ink> Named { get; } = [Text, Faint, Grid, Back, .. SeriesInks];

    /// <summary>The colour of a series; after ten they begin again.</summary>
    /// <param name="index">Which one, from 0.</param>
    public static Ink Series(int index) => SeriesInks[index % SeriesInks.Length];

    /// <summary>A colour that is the same on every page.</summary>
    /// <param name="color"><c>#rrggbb</c>.</param>
    public static Ink Fixed(string color) => new(null, color, color);
}
