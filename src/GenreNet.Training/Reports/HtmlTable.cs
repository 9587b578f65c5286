using System.Globalization;

namespace GenreNet.Training.Reports;

/// <summary>Represents a table of a page with links and small pictures, which the script of the page sorts and filters.</summary>
/// <param name="Title">The title.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, with one cell per column.</param>
/// <param name="Note">An explanatory sentence, or null.</param>
internal sealed record HtmlTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<HtmlRow> Rows, string? Note = null)
{
    /// <summary>Whether the script adds a text field that filters the rows.</summary>
    public bool HasFilter { get; init; }

    /// <summary>Creates a table from one of texts.</summary>
    /// <param name="table">The table.</param>
    /// <param name="keys">The name of each row for the script of the page; empty for none.</param>
    public static HtmlTable Of(ReportTable table, IReadOnlyList<string> keys) => new(
        table.Title, table.Columns, [.. table.Rows.Select((row, i) => new HtmlRow([.. row.Select(HtmlCell.Of)], keys.Count > i ? keys[i] : null))], table.Note);
}

/// <summary>Represents a row of a table.</summary>
/// <param name="Cells">One cell per column.</param>
/// <param name="Key">The name by which the script of the page finds the row, or null.</param>
internal sealed record HtmlRow(IReadOnlyList<HtmlCell> Cells, string? Key = null);

/// <summary>Represents a cell of a table.</summary>
/// <param name="Text">The text; may be empty.</param>
/// <param name="Value">The number by which the column is sorted and filtered; null to use the text.</param>
/// <param name="Link">The target of a link relative to the page, as a path with slashes; null for none.</param>
/// <param name="Picture">A small picture after the text, or null.</param>
internal sealed record HtmlCell(string Text, double? Value = null, string? Link = null, Picture? Picture = null)
{
    /// <summary>Creates a cell of a text; if it is a number or a percentage, its value sorts the column.</summary>
    public static HtmlCell Of(string text)
    {
        bool isShare = text.EndsWith('%');
        string digits = text.TrimEnd('%').Trim(' ', '\u00a0').Replace('\u2212', '-');
        return double.TryParse(digits, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out double value)
            ? new HtmlCell(text, isShare ? value / 100 : value)
            : new HtmlCell(text);
    }

    /// <summary>Returns a path with slashes as a link that stays in the folder of the page: no text can become a scheme or a host.</summary>
    /// <param name="path">A relative path.</param>
    public static string LinkOf(string path) => $"./{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
}
