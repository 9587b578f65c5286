using System.Globalization;
using System.Net;
using GenreNet.Training.Reports;

namespace GenreNet.Interactive;

/// <summary>Writes HTML for the output of a cell: self-contained, with escaped text, in light and dark colours.</summary>
internal static class NotebookHtml
{
    /// <summary>Width of pictures whose layout adapts, in points.</summary>
    public const double WideWidth = 720;

    // The background belongs to the output: the colours of the notebook are not known, and not all notebooks follow the system.
    private static readonly string Style = string.Create(
        CultureInfo.InvariantCulture,
        $".genrenet {{ {Variables(ink => ink.Light)} background: {Ink.Back.Light}; background: var(--gn-back); color: var(--gn-text); padding: .5rem .75rem; max-width: 48rem; font: 14px/1.4 system-ui, sans-serif; }} @media (prefers-color-scheme: dark) {{ .genrenet {{ {Variables(ink => ink.Dark)} }} }} .genrenet svg {{ display: block; width: 100%; height: auto; overflow: visible; }} .genrenet table {{ border-collapse: collapse; color: inherit; background: none; }} .genrenet th, .genrenet td {{ padding: .2rem .6rem; text-align: left; color: inherit; background: none; border-bottom: 1px solid var(--gn-line); }}");

    /// <summary>Encloses content in a block with its style.</summary>
    /// <param name="content">HTML.</param>
    public static string Block(params string[] content) => $"<div class=\"genrenet\"><style>{Style}</style>\n{string.Join('\n', content)}\n</div>";

    /// <summary>Escapes text.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(XmlText.Clean(text));

    /// <summary>Renders a picture with its title.</summary>
    public static string Figure(Picture picture, double width)
    {
        string svg = SvgDrawing.Inline(picture);
        foreach (Ink ink in Ink.Named)
        {
            // Viewers that remove style sheets show the light colours.
            svg = svg.Replace($"var(--{ink.Name})", $"var(--gn-{ink.Name}, {ink.Light})", StringComparison.Ordinal);
        }

        return string.Create(CultureInfo.InvariantCulture, $"<div style=\"max-width:{width:0}px\"><b>{Escape(picture.Title)}</b>\n{svg}</div>");
    }

    private static string Variables(Func<Ink, string> color) => string.Join(' ', Ink.Named.Select(ink => $"--gn-{ink.Name}: {color(ink)};"));
}
