namespace GenreNet.Training.Reports;

/// <summary>Represents a part of a picture. Positions are in points from the top left corner.</summary>
internal abstract record Shape;

/// <summary>Represents a straight line.</summary>
/// <param name="From">The start.</param>
/// <param name="To">The end.</param>
/// <param name="Ink">The colour.</param>
/// <param name="Width">Width of the line.</param>
/// <param name="IsDashed">Whether the line is dashed.</param>
/// <param name="Key">The name by which the script of a page finds the line, or null.</param>
internal sealed record LineShape(Spot From, Spot To, Ink Ink, double Width = 1, bool IsDashed = false, string? Key = null) : Shape;

/// <summary>Represents a line through points, or the area that they enclose.</summary>
/// <param name="Points">The points, at least two.</param>
/// <param name="Ink">The colour.</param>
/// <param name="Width">Width of the line; 0 fills the area instead.</param>
/// <param name="IsDashed">Whether the line is dashed.</param>
/// <param name="Opacity">Opacity, 0 to 1.</param>
/// <param name="Key">The name by which the script of a page finds the path, or null.</param>
/// <param name="Hint">The tooltip, or null.</param>
internal sealed record PathShape(
    IReadOnlyList<Spot> Points, Ink Ink, double Width = 2, bool IsDashed = false, double Opacity = 1, string? Key = null, string? Hint = null) : Shape;

/// <summary>Represents a filled rectangle.</summary>
/// <param name="At">The top left corner.</param>
/// <param name="Width">Width in points.</param>
/// <param name="Height">Height in points.</param>
/// <param name="Ink">The colour.</param>
/// <param name="Hint">The tooltip, or null.</param>
internal sealed record BoxShape(Spot At, double Width, double Height, Ink Ink, string? Hint = null) : Shape;

/// <summary>Represents a line of text.</summary>
/// <param name="At">The point on the baseline at which the text starts, is centred or ends.</param>
/// <param name="Text">The text.</param>
/// <param name="Ink">The colour.</param>
/// <param name="Size">Font size.</param>
/// <param name="Anchor">The alignment of the text relative to the point.</param>
/// <param name="IsUpright">Whether the text is rotated to read from bottom to top.</param>
internal sealed record TextShape(Spot At, string Text, Ink Ink, double Size = Picture.TextSize, TextAnchor Anchor = TextAnchor.Start, bool IsUpright = false) : Shape;

/// <summary>Represents a small mark at a point.</summary>
internal sealed record MarkShape(Spot At, double Radius, MarkKind Kind, Ink Ink, string? Hint = null) : Shape;

/// <summary>Represents a raster image, stretched to a rectangle.</summary>
internal sealed record ImageShape(Spot At, double Width, double Height, RasterImage Image) : Shape;

/// <summary>Represents a position in points.</summary>
internal readonly record struct Spot(double X, double Y);

/// <summary>Specifies the alignment of text relative to its position.</summary>
internal enum TextAnchor
{
    /// <summary>The text starts at its position.</summary>
    Start,

    /// <summary>The text is centred at its position.</summary>
    Middle,

    /// <summary>The text ends at its position.</summary>
    End,
}

/// <summary>Specifies the shapes of marks, which are distinguishable without colour.</summary>
internal enum MarkKind
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle with its base at the bottom.</summary>
    Triangle,

    /// <summary>A square rotated by 45 degrees.</summary>
    Diamond,

    /// <summary>A triangle with its tip at the bottom.</summary>
    Wedge,
}
