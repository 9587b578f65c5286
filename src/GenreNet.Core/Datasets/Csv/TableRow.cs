namespace GenreNet.Core.Datasets;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">The line of the file on which it begins, from 1.</param>
/// <param name="Fields">Its fields, without their quotes.</param>
internal sealed record TableRow(long Line, string[] Fields);
