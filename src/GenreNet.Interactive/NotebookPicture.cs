using GenreNet.Training.Reports;

namespace GenreNet.Interactive;

/// <summary>Represents a picture that a notebook shows.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class NotebookPicture
{
    /// <summary>Width of pictures in points.</summary>
    internal const double Width = 640;

    // Sharp on most screens, and notebooks stay small.
    private const double PixelsPerPoint = 1.5;

    // Drawn when it is needed: notebooks also ask for the title alone.
    private readonly Lazy<byte[]> _png;

    internal NotebookPicture(string title, params IReadOnlyList<Picture> pictures)
    {
        Title = title;
        _png = new Lazy<byte[]>(() => PngDrawing.Draw(PixelsPerPoint, isSmooth: false, [.. pictures.Select(picture => picture.Redraw?.Invoke(Width) ?? picture)]));
    }

    /// <summary>Gets the title.</summary>
    public string Title { get; }

    /// <summary>Gets the picture as a PNG file, on white.</summary>
    public ReadOnlyMemory<byte> Png => _png.Value;

    /// <summary>Returns the title.</summary>
    public override string ToString() => Title;
}
