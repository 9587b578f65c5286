namespace GenreNet.Training.Reports;

/// <summary>A part of a picture. Places are in points from the top left corner.</summary>
internal abstract record Shape;

/// <summary>A straight line.</summary>
internal sealed record LineShape(Spot From, Spot To, Ink Ink, double Width = 1, bool IsDashed = false) : Shape;

/// <summary>A line through points, or the area within them.</summary>
/// <param name="Points">Two or more.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Width">Of the line; 0 fills the area instead.</param>
/// <param name="IsDashed">Whether the line is broken.</param>
/// <param name="Opacity">0 to 1.</param>
internal sealed record PathShape(IReadOnlyList<Spot> Points, Ink Ink, double Width = 2, bool IsDashed = false, double Opacity = 1) : Shape;

/// <summary>A filled rectangle.</summary>
/// <param name="At">Its top left corner.</param>
/// <param name="Width">To the right.</param>
/// <param name="Height">Down.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Hint">What a pointer held on it is told, or null.</param>
internal sealed record BoxShape(Spot At, double Width, double Height, Ink Ink, string? Hint = null) : Shape;

/// <summary>A line of text.</summary>
/// <param name="At">Where its baseline begins, is centred or ends.</param>
/// <param name="Text">The text.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Size">Height of the type.</param>
/// <param name="Anchor">Which of its ends stands there.</param>
/// <param name="IsUpright">Whether it is read from the bottom to the top.</param>
internal sealed record TextShape(Spot At, string Text, Ink Ink, double Size = Picture.TextSize, TextAnchor Anchor = TextAnchor.Start, bool IsUpright = false) : Shape;

/// <summary>A small figure that marks a point.</summary>
internal sealed record MarkShape(Spot At, double Radius, MarkKind Kind, Ink Ink, string? Hint = null) : Shape;

/// <summary>A picture of cells, stretched to a rectangle.</summary>
internal sealed record ImageShape(Spot At, double Width, double Height, RasterImage Image) : Shape;

/// <summary>A place.</summary>
internal readonly record struct Spot(double X, double Y);

/// <summary>Which part of a text stands at its place.</summary>
internal enum TextAnchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}

/// <summary>Figures that are told apart without colour.</summary>
internal enum MarkKind
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle on its base.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle on its tip.</summary>
    Wedge,
}
