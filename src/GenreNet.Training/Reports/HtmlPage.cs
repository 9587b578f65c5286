using System.Globalization;
using System.Net;
using System.Text;

namespace GenreNet.Training.Reports;

/// <summary>
/// Builds a self-contained HTML page: style, script and pictures are part of it, and nothing is loaded from another source.
/// </summary>
internal sealed class HtmlPage(string title)
{
    private readonly StringBuilder _body = new();
    private readonly List<Picture> _pictures = [];

    private readonly List<string> _scripts = [];
    private bool _isLive;

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

    /// <summary>Appends a table with links and pictures, which the reader can sort and, with a filter field, filter.</summary>
    public HtmlPage Table(HtmlTable table)
    {
        _scripts.Add(PageScript.Tables);
        _body.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Escape(table.Title)} <small>{table.Rows.Count}</small></h2>\n");
        if (table.Note is not null)
        {
            Paragraph(table.Note);
        }

        Open(table.Title, table.Columns, $" data-sortable=\"{(table.HasFilter ? "filter" : "sort")}\"");
        foreach (HtmlRow row in table.Rows)
        {
            string key = row.Key is null ? string.Empty : $" data-key=\"{Escape(row.Key)}\"";
            _body.Append(CultureInfo.InvariantCulture, $"<tr{key}>").AppendJoin(string.Empty, row.Cells.Select((cell, i) => Cell(cell, table.Columns[i]))).Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n</section>\n");
        return this;
    }

    /// <summary>Appends a picture and the table of its figures, next to each other if there is room.</summary>
    public HtmlPage Beside(Picture picture, ReportTable table)
    {
        _pictures.Add(picture);
        _body.Append(CultureInfo.InvariantCulture, $"<div class=\"pair\">\n{Figure(picture, null)}");
        Table(table);
        _body.Append("</div>\n");
        return this;
    }

    /// <summary>Appends tables, next to each other if there is room.</summary>
    public HtmlPage Tables(IEnumerable<ReportTable> tables)
    {
        _body.Append("<div class=\"tables\">\n");
        foreach (ReportTable table in tables)
        {
            Table(table);
        }

        _body.Append("</div>\n");
        return this;
    }

    /// <summary>Appends a link.</summary>
    /// <param name="text">The text of the link.</param>
    /// <param name="path">The target relative to the page, as a path with slashes.</param>
    /// <param name="style">The class of the link, or null.</param>
    public HtmlPage Link(string text, string path, string? style = null)
    {
        string attribute = style is null ? string.Empty : $" class=\"{style}\"";
        _body.Append(CultureInfo.InvariantCulture, $"<p><a{attribute} href=\"{Escape(HtmlCell.LinkOf(path))}\">{Escape(text)}</a></p>\n");
        return this;
    }

    /// <summary>Appends a bar that shows a share.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="label">What the share is.</param>
    public HtmlPage Progress(double share, string label)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<progress max=\"1\" value=\"{Math.Clamp(share, 0, 1):0.####}\" aria-label=\"{Escape(label)}\"></progress>\n");
        return this;
    }

    /// <summary>Appends a part that the script of a live page replaces.</summary>
    /// <param name="id">The id of the part.</param>
    /// <param name="content">The content, built by another page.</param>
    public HtmlPage Part(string id, HtmlPage content)
    {
        _pictures.AddRange(content.Pictures);
        _scripts.AddRange(content._scripts);
        _body.Append(CultureInfo.InvariantCulture, $"<div id=\"{id}\">\n{content._body}</div>\n");
        return this;
    }

    /// <summary>Makes the page live: its script connects to the server that it comes from; without scripts it is loaded again.</summary>
    public HtmlPage Live()
    {
        _isLive = true;
        _scripts.Add(PageScript.Live);
        return this;
    }

    /// <summary>Appends the notice that the script of a live page shows while it is not connected.</summary>
    public HtmlPage Lost(string text)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<p class=\"notice\" id=\"lost\" role=\"status\" hidden=\"hidden\">{Escape(text)}</p>\n");
        return this;
    }

    /// <summary>Returns the content without the frame of the page.</summary>
    public string Content() => _body.ToString();

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
        // One or two pictures are drawn again in the width that they get on a wide screen; three or more fit as they are.
        (string style, double? wide) = (areSmall, all.Length) switch
        {
            (true, _) => ("charts small", null),
            (_, 1) => ("charts one", (double?)1080),
            (_, 2 or 4) => ("charts two", 640),
            _ => ("charts", null),
        };
        return all.Length == 0 ? this : Grid(all.Select(p => Figure(p, wide)), style);
    }

    /// <summary>Appends a picture that keeps its size on narrow screens, where it scrolls.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="style">The class of the figure.</param>
    public HtmlPage Panorama(Picture picture, string style)
    {
        _pictures.Add(picture);
        _scripts.Add(PageScript.Tables);
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<figure class=\"{style}\">\n<figcaption>{Escape(picture.Title)}</figcaption>\n<div class=\"pan\" role=\"region\" tabindex=\"0\" aria-label=\"{Escape(picture.Title)}\"><div style=\"min-width:{picture.Width * 0.8:0}px\">{SvgDrawing.Inline(picture)}</div></div>\n</figure>\n");
        return this;
    }

    /// <summary>Appends audio clips, embedded in the page.</summary>
    /// <param name="clips">The title and WAV file of each clip.</param>
    public HtmlPage Listen(IEnumerable<(string Title, byte[] Wav)> clips) => Grid(
        clips.Select(c => $"<figure class=\"clip\">\n<figcaption>{Escape(c.Title)}</figcaption>\n<audio controls=\"controls\" preload=\"none\" aria-label=\"{Escape(c.Title)}\" src=\"data:audio/wav;base64,{Convert.ToBase64String(c.Wav)}\"></audio>\n</figure>\n"),
        "charts");

    /// <summary>Returns the complete page.</summary>
    public string Build()
    {
        string[] scripts = [.. _scripts.Distinct(StringComparer.Ordinal)];
        var head = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        head.Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{PageScript.Policy(_isLive ? [.. scripts, PageScript.Tables] : scripts, _isLive)}\">\n");
        if (_isLive)
        {
            head.Append("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>\n<link rel=\"icon\" href=\"data:,\">\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"<title>{Escape(title)}</title>\n<style>\n{HtmlStyle.Sheet}</style>\n");
        foreach (string script in scripts)
        {
            head.Append(CultureInfo.InvariantCulture, $"<script>{script}</script>\n");
        }

        return $"{head}</head>\n<body>\n<main>\n<h1>{Escape(title)}</h1>\n{_body}</main>\n</body>\n</html>\n";
    }

    private static string Figure(Picture picture, double? wide)
    {
        string narrow = SvgDrawing.Inline(picture);
        string drawing = wide is double width && picture.Redraw is { } redraw
            ? $"<div class=\"narrow\">{narrow}</div><div class=\"wide\">{SvgDrawing.Inline(redraw(width))}</div>"
            : narrow;
        return $"<figure>\n<figcaption>{Escape(picture.Title)}</figcaption>\n{drawing}\n</figure>\n";
    }

    private static string Cell(HtmlCell cell, ReportColumn column)
    {
        string value = cell.Value is double number && double.IsFinite(number) ? string.Create(CultureInfo.InvariantCulture, $" data-value=\"{number:R}\"") : string.Empty;
        string text = cell.Link is null ? Escape(cell.Text) : $"<a href=\"{Escape(HtmlCell.LinkOf(cell.Link))}\">{Escape(cell.Text)}</a>";
        string picture = cell.Picture is null ? string.Empty : $"<div class=\"spark\">{SvgDrawing.Inline(cell.Picture)}</div>";
        return $"<td{Kind(column)}{value}>{text}{picture}</td>";
    }

    private static string Kind(ReportColumn column) => column.IsNumber ? " class=\"number\"" : string.Empty;

    private void Rows(ReportTable table)
    {
        Open(table.Title, table.Columns, string.Empty);
        foreach (string[] row in table.Rows)
        {
            _body.Append("<tr>").AppendJoin(string.Empty, row.Select((cell, i) => $"<td{Kind(table.Columns[i])}>{Escape(cell)}</td>")).Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
    }

    private void Open(string title, IReadOnlyList<ReportColumn> columns, string attributes)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{Escape(title)}\"><table{attributes}>\n<thead><tr>");
        foreach (ReportColumn column in columns)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Kind(column)}>{Escape(column.Name)}</th>");
        }

        _body.Append("</tr></thead>\n<tbody>\n");
    }

    private HtmlPage Grid(IEnumerable<string> figures, string style)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<div class=\"{style}\">\n").AppendJoin(string.Empty, figures).Append("</div>\n");
        return this;
    }
}
