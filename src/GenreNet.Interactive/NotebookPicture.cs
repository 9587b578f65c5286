namespace GenreNet.Interactive;

/// <summary>Represents a picture that a notebook shows.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class NotebookPicture
{
    internal NotebookPicture(string html) => Html = html;

    /// <summary>Gets the picture as HTML with inline SVG.</summary>
    public string Html { get; }

    /// <summary>Returns the HTML of the picture.</summary>
    public override string ToString() => Html;
}
