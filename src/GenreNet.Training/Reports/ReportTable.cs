namespace GenreNet.Training.Reports;

/// <summary>A table of a report, whoever draws it.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">A cell a column.</param>
/// <param name="Note">A sentence to read with it, or null.</param>
internal sealed record ReportTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<string[]> Rows, string? Note = null);

/// <summary>A column of a table.</summary>
/// <param name="Name">Its head.</param>
/// <param name="IsNumber">Whether its cells are numbers, which stand at the right.</param>
internal sealed record ReportColumn(string Name, bool IsNumber = false);
