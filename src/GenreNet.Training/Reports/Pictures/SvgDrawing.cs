using System.Globalization;
using System.Net;
using System.Text;

namespace GenreNet.Training.Reports;

/// <summary>Renders pictures as SVG: equal pictures give equal text.</summary>
/// <remarks>W3C, Scalable Vector Graphics (SVG) 2 (2018), in the subset that browsers support.</remarks>
internal static class SvgDrawing
{
    /// <summary>Height of the title in a file; on a page, the title is above the picture.</summary>
    internal const double TitleHeight = 30;

    private const double TitleSize = 15;

    private const string Fonts = "Inter, system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

    /// <summary>Renders a picture for embedding in a page, with the light and dark colours of its style sheet.</summary>
    public static string Inline(Picture picture) => Draw(picture, ink => ink.Name is null ? ink.Light : $"var(--{ink.Name})", string.Empty);

    /// <summary>Renders a picture as a separate file, on white.</summary>
    public static string File(Picture picture) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{Draw(picture, ink => ink.Light, Text($" xmlns=\"http://www.w3.org/2000/svg\" width=\"{picture.Width:0.#}\" height=\"{picture.Height + TitleHeight:0.#}\""))}\n";

    private static string Draw(Picture picture, Func<Ink, string> color, string attributes)
    {
        bool isFile = attributes.Length > 0;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg{attributes} viewBox=\"0 {(isFile ? -TitleHeight : 0):0.#} {picture.Width:0.#} {picture.Height + (isFile ? TitleHeight : 0):0.#}\" role=\"img\" aria-label=\"{Escape($"{picture.Title}. {picture.Description}")}\" font-family=\"{Fonts}\">\n");
        if (isFile)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(picture.Title)}</title>\n<rect y=\"{-TitleHeight:0.#}\" width=\"100%\" height=\"100%\" fill=\"{color(Ink.Back)}\"/>\n{Element(Title(picture), color)}\n");
        }

        foreach (Shape shape in picture.Shapes)
        {
            svg.Append(Element(shape, color)).Append('\n');
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>Creates the title above the picture.</summary>
    internal static TextShape Title(Picture picture) => new(
        new Spot(8, -TitleHeight + 20), PictureText.Fit(picture.Title, TitleSize, picture.Width - 16), Ink.Text, TitleSize);

    private static string Element(Shape shape, Func<Ink, string> color) => shape switch
    {
        LineShape line => Text($"<line x1=\"{line.From.X:0.##}\" y1=\"{line.From.Y:0.##}\" x2=\"{line.To.X:0.##}\" y2=\"{line.To.Y:0.##}\"{Stroke(color(line.Ink), line.Width, line.IsDashed)}{Key(line.Key)}/>"),
        PathShape { Width: 0 } area => Closed("path", Text($" d=\"{Path(area.Points)}Z\" fill=\"{color(area.Ink)}\"{Opacity(area.Opacity)}{Key(area.Key)}"), area.Hint),
        PathShape path => Closed("path", Text($" d=\"{Path(path.Points)}\" fill=\"none\" stroke-linejoin=\"round\"{Stroke(color(path.Ink), path.Width, path.IsDashed)}{Opacity(path.Opacity)}{Key(path.Key)}"), path.Hint),
        BoxShape box => Closed("rect", Text($" x=\"{box.At.X:0.##}\" y=\"{box.At.Y:0.##}\" width=\"{box.Width:0.##}\" height=\"{box.Height:0.##}\" fill=\"{color(box.Ink)}\""), box.Hint),
        TextShape text => Text($"<text{Place(text)} font-size=\"{text.Size:0.#}\" fill=\"{color(text.Ink)}\"{Anchor(text.Anchor)}>{Escape(text.Text)}</text>"),
        MarkShape mark => Mark(mark, color(mark.Ink), color(Ink.Back)),
        ImageShape image => Text($"<image x=\"{image.At.X:0.##}\" y=\"{image.At.Y:0.##}\" width=\"{image.Width:0.##}\" height=\"{image.Height:0.##}\" preserveAspectRatio=\"none\" style=\"image-rendering:{(image.Image.Height < 40 ? "pixelated" : "auto")}\" href=\"data:image/png;base64,{Convert.ToBase64String(image.Image.ToPng())}\"/>"),
        _ => throw new InvalidOperationException($"{shape.GetType().Name} cannot be drawn."),
    };

    private static string Mark(MarkShape mark, string color, string edge)
    {
        string paint = Text($" fill=\"{color}\" stroke=\"{edge}\" stroke-width=\"0.7\"");
        return mark.Kind == MarkKind.Circle
            ? Closed("circle", Text($" cx=\"{mark.At.X:0.##}\" cy=\"{mark.At.Y:0.##}\" r=\"{mark.Radius:0.##}\"{paint}"), mark.Hint)
            : Closed("path", Text($" d=\"{Path(MarkOutline.Of(mark))}Z\"{paint}"), mark.Hint);
    }

    private static string Closed(string element, string attributes, string? hint) =>
        hint is null ? $"<{element}{attributes}/>" : $"<{element}{attributes}><title>{Escape(hint)}</title></{element}>";

    private static string Path(IReadOnlyList<Spot> points)
    {
        var path = new StringBuilder();
        for (int i = 0; i < points.Count; i++)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{points[i].X:0.#} {points[i].Y:0.#}");
        }

        return path.ToString();
    }

    private static string Place(TextShape text) => text.IsUpright
        ? Text($" transform=\"translate({text.At.X:0.##} {text.At.Y:0.##}) rotate(-90)\"")
        : Text($" x=\"{text.At.X:0.##}\" y=\"{text.At.Y:0.##}\"");

    private static string Stroke(string color, double width, bool isDashed) =>
        Text($" stroke=\"{color}\" stroke-width=\"{width:0.##}\"{(isDashed ? " stroke-dasharray=\"5 4\"" : string.Empty)}");

    private static string Key(string? key) => key is null ? string.Empty : $" data-key=\"{Escape(key)}\"";

    private static string Opacity(double opacity) => opacity < 1 ? Text($" opacity=\"{opacity:0.##}\"") : string.Empty;

    private static string Anchor(TextAnchor anchor) => anchor switch
    {
        TextAnchor.Middle => " text-anchor=\"middle\"",
        TextAnchor.End => " text-anchor=\"end\"",
        _ => string.Empty,
    };

    private static string Escape(string text) => WebUtility.HtmlEncode(XmlText.Clean(text));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
