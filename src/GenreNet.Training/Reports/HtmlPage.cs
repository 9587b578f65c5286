using System.Globalization;
using System.Net;
using System.Text;

namespace GenreNet.Training.Reports;

/// <summary>Builds a self-contained HTML page, without scripts, fonts or images from other sources.</summary>
internal sealed class HtmlPage(string title)
{
    private readonly StringBuilder _body = new();
    private readonly List<Picture> _pictures = [];

    /// <summary>All pictures of the page, in order, for writing them as files.</summary>
    public IReadOnlyList<Picture> Pictures => _pictures;

    /// <summary>Escapes text for HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(XmlText.Clean(text));

    /// <summary>Appends a paragraph.</summary>
    public HtmlPage Paragraph(string text, string? style = null)
    {
        string attribute = style is null ? string.Empty : $" class=\"{style}\"";
        _body.Append(CultureInfo.InvariantCulture, $"<p{attribute}>{Escape(text)}</p>\n");
        return this;
    }

    /// <summary>Appends the most important figures, each in a box.</summary>
    /// <param name="figures">Each figure with its name, and whether its value is bad.</param>
    public HtmlPage Figures(IEnumerable<(string Number, string Name, bool IsBad)> figures)
    {
        _body.Append("<div class=\"figures\">\n");
        foreach ((string number, string name, bool isBad) in figures)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<div{(isBad ? " class=\"bad\"" : string.Empty)}><b>{Escape(number)}</b><span>{Escape(name)}</span></div>\n");
        }

        _body.Append("</div>\n");
        return this;
    }

    /// <summary>Appends a table that is collapsed until the reader expands it.</summary>
    public HtmlPage Folded(ReportTable table)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<details>\n<summary>{Escape(table.Title)} <small>{table.Rows.Count}</small></summary>\n");
        Rows(table);
        _body.Append("</details>\n");
        return this;
    }

    /// <summary>Appends a table that scrolls horizontally on a narrow screen.</summary>
    public HtmlPage Table(ReportTable table)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Escape(table.Title)} <small>{table.Rows.Count}</small></h2>\n");
        if (table.Note is not null)
        {
            Paragraph(table.Note);
        }

        Rows(table);
        _body.Append("</section>\n");
        return this;
    }

    /// <summary>Appends a heading, optionally with an explanatory sentence below it.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="note">The explanatory sentence, or null.</param>
    /// <param name="level">2 for a chapter, 3 for a section.</param>
    public HtmlPage Heading(string title, string? note = null, int level = 2)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<h{level}>{Escape(title)}</h{level}>\n");
        return note is null ? this : Paragraph(note, "note");
    }

    /// <summary>Appends content that is kept on one page when printed.</summary>
    public HtmlPage Together(Action<HtmlPage> write)
    {
        _body.Append("<section class=\"together\">\n");
        write(this);
        _body.Append("</section>\n");
        return this;
    }

    /// <summary>Appends a highlighted notice.</summary>
    public HtmlPage Notice(string text) => Paragraph(text, "notice");

    /// <summary>Appends pictures, side by side if there is room.</summary>
    /// <param name="pictures">The pictures; they are added to <see cref="Pictures"/> in this order.</param>
    /// <param name="areSmall">Whether the pictures are small, so that many fit in one row.</param>
    public HtmlPage Draw(IEnumerable<Picture> pictures, bool areSmall = false)
    {
        Picture[] all = [.. pictures];
        _pictures.AddRange(all);
        return all.Length == 0 ? this : Grid(all.Select(p => $"<figure>\n<figcaption>{Escape(p.Title)}</figcaption>\n{SvgDrawing.Inline(p)}\n</figure>\n"), areSmall ? "charts small" : all.Length == 1 ? "charts one" : "charts");
    }

    /// <summary>Appends audio clips, embedded in the page.</summary>
    /// <param name="clips">The title and WAV file of each clip.</param>
    public HtmlPage Listen(IEnumerable<(string Title, byte[] Wav)> clips) => Grid(
        clips.Select(c => $"<figure class=\"clip\">\n<figcaption>{Escape(c.Title)}</figcaption>\n<audio controls=\"controls\" preload=\"none\" aria-label=\"{Escape(c.Title)}\" src=\"data:audio/wav;base64,{Convert.ToBase64String(c.Wav)}\"></audio>\n</figure>\n"),
        "charts");

    /// <summary>Returns the complete page.</summary>
    public string Build() =>
        $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + $"<meta name=\"color-scheme\" content=\"light dark\">\n<title>{Escape(title)}</title>\n<style>\n{HtmlStyle.Sheet}</style>\n</head>\n<body>\n<main>\n<h1>{Escape(title)}</h1>\n{_body}</main>\n</body>\n</html>\n";

    private static string Kind(ReportColumn column) => column.IsNumber ? " class=\"number\"" : string.Empty;

    private void Rows(ReportTable table)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{Escape(table.Title)}\"><table>\n<thead><tr>");
        foreach (ReportColumn column in table.Columns)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Kind(column)}>{Escape(column.Name)}</th>");
        }

        _body.Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in table.Rows)
        {
            _body.Append("<tr>").AppendJoin(string.Empty, row.Select((cell, i) => $"<td{Kind(table.Columns[i])}>{Escape(cell)}</td>")).Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
    }

    private HtmlPage Grid(IEnumerable<string> figures, string style)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<div class=\"{style}\">\n").AppendJoin(string.Empty, figures).Append("</div>\n");
        return this;
    }
}
