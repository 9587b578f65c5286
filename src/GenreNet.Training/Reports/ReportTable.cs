namespace GenreNet.Training.Reports;

/// <summary>Represents a report table, independent of how it is rendered.</summary>
/// <param name="Title">The title.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, with one cell per column.</param>
/// <param name="Note">An explanatory sentence, or null.</param>
internal sealed record ReportTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<string[]> Rows, string? Note = null);

/// <summary>Represents a table column.</summary>
/// <param name="Name">The column header.</param>
/// <param name="IsNumber">Whether the cells are numbers, which are right-aligned.</param>
internal sealed record ReportColumn(string Name, bool IsNumber = false);
