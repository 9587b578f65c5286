using GenreNet.Core;
using GenreNet.Training.Reports;
using Spectre.Console;

namespace GenreNet.Training.Cli;

/// <summary>Draws report tables on a terminal.</summary>
internal static class TableDisplay
{
    /// <summary>Draws a table.</summary>
    /// <param name="console">The target console.</param>
    /// <param name="table">The table.</param>
    /// <param name="mostRows">Maximum number of rows; the number of omitted rows is stated below the table.</param>
    public static void Write(IAnsiConsole console, ReportTable table, int mostRows = int.MaxValue)
    {
        Table drawn = new Table { Title = new TableTitle(Markup.Escape(table.Title)) }.Border(TableBorder.Simple);
        foreach (ReportColumn column in table.Columns)
        {
            var head = new TableColumn(Markup.Escape(column.Name));
            drawn.AddColumn(column.IsNumber ? head.RightAligned().NoWrap() : head);
        }

        foreach (string[] row in table.Rows.Take(mostRows))
        {
            drawn.AddRow([.. row.Select(cell => Markup.Escape(Terminal.Printable(cell)))]);
        }

        if (table.Rows.Count > mostRows)
        {
            drawn.Caption = new TableTitle($"... and {Plural.Of(table.Rows.Count - mostRows, "more row")}; the HTML report and --json contain all rows");
        }

        console.Write(drawn);
    }
}
