using System.Globalization;
using System.Net;
using System.Text;

namespace GenreNet.Training.Reports.Html;

/// <summary>Writes one page of HTML that needs nothing beside it: no script, no font, no picture from elsewhere.</summary>
internal sealed class HtmlPage(string title)
{
    private const int BarHeight = 16;
    private const int RowHeight = 22;
    private const int LongestLabel = 18;

    private readonly StringBuilder _body = new();

    /// <summary>Text as it must stand in HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A paragraph.</summary>
    public HtmlPage Paragraph(string text, string? style = null)
    {
        string attribute = style is null ? string.Empty : $" class=\"{style}\"";
        _body.Append(CultureInfo.InvariantCulture, $"<p{attribute}>{Escape(text)}</p>\n");
        return this;
    }

    /// <summary>Numbers that matter most, each in a box.</summary>
    /// <param name="figures">A number and what it counts; whether it is bad news.</param>
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

    /// <summary>A table, which scrolls sideways by itself where the screen is narrow.</summary>
    public HtmlPage Table(ReportTable table)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Escape(table.Title)} <small>{table.Rows.Count}</small></h2>\n");
        if (table.Note is not null)
        {
            Paragraph(table.Note);
        }

        _body.Append("<div class=\"scroll\"><table>\n<thead><tr>");
        foreach (ReportColumn column in table.Columns)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<th{Kind(column)}>{Escape(column.Name)}</th>");
        }

        _body.Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in table.Rows)
        {
            _body.Append("<tr>").AppendJoin(string.Empty, row.Select((cell, i) => $"<td{Kind(table.Columns[i])}>{Escape(cell)}</td>")).Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n</section>\n");
        return this;
    }

    /// <summary>Charts side by side where there is room.</summary>
    public HtmlPage Charts(IEnumerable<BarChart> charts)
    {
        _body.Append("<div class=\"charts\">\n");
        foreach (BarChart chart in charts)
        {
            Chart(chart);
        }

        _body.Append("</div>\n");
        return this;
    }

    /// <summary>The whole page.</summary>
    public string Build() =>
        $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + $"<meta name=\"color-scheme\" content=\"light dark\">\n<title>{Escape(title)}</title>\n<style>\n{HtmlStyle.Sheet}</style>\n</head>\n<body>\n<main>\n<h1>{Escape(title)}</h1>\n{_body}</main>\n</body>\n</html>\n";

    private static string Kind(ReportColumn column) => column.IsNumber ? " class=\"number\"" : string.Empty;

    private void Chart(BarChart chart)
    {
        double longest = Math.Max(1, chart.Bars.Max(b => b.First + b.Second));
        _body.Append(CultureInfo.InvariantCulture, $"<figure>\n<figcaption>{Escape(chart.Title)}{Legend(chart)}</figcaption>\n");
        _body.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 400 {chart.Bars.Count * RowHeight}\" role=\"img\" aria-label=\"{Escape(chart.Title)}\">\n");
        for (int i = 0; i < chart.Bars.Count; i++)
        {
            Bar bar = chart.Bars[i];
            double first = 230 * bar.First / longest;
            double second = 230 * bar.Second / longest;
            int top = i * RowHeight;
            int text = top + 12;
            _body.Append(CultureInfo.InvariantCulture, $"<text x=\"122\" y=\"{text}\" class=\"label\">{Escape(Short(bar.Label))}</text>");
            _body.Append(CultureInfo.InvariantCulture, $"<rect x=\"130\" y=\"{top}\" width=\"{first:0.#}\" height=\"{BarHeight}\"/>");
            _body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{130 + first:0.#}\" y=\"{top}\" width=\"{second:0.#}\" height=\"{BarHeight}\" class=\"bad\"/>");
            _body.Append(CultureInfo.InvariantCulture, $"<text x=\"{136 + first + second:0.#}\" y=\"{text}\">{bar.First + bar.Second}</text>\n");
        }

        _body.Append("</svg>\n</figure>\n");
    }

    private static string Short(string label) => label.Length <= LongestLabel ? label : $"{label[..(LongestLabel - 1)]}\u2026";

    private static string Legend(BarChart chart) => chart.SecondName is null || chart.Bars.All(b => b.Second == 0)
        ? string.Empty
        : $" <small><i></i>{Escape(chart.FirstName)} <i class=\"bad\"></i>{Escape(chart.SecondName)}</small>";
}
