namespace GenreNet.Core.Datasets;

/// <summary>Represents a record of a CSV file.</summary>
/// <param name="Line">Line of the file on which the record begins, from 1.</param>
/// <param name="Fields">The fields, without quotes.</param>
internal sealed record TableRow(long Line, string[] Fields);
