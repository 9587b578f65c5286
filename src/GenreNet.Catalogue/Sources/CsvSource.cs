using GenreNet.Core.Datasets;

namespace GenreNet.Catalogue;

/// <summary>Lists a column of a CSV or TSV file.</summary>
internal sealed class CsvSource(string path, string? column) : ListFile(path)
{
    public override IEnumerable<string> List(CancellationToken cancellationToken)
    {
        var file = new CsvFile(Path, "table", "the first line must name the columns, and one of them must hold paths") { LargestLength = long.MaxValue };
        using var table = CsvTable.Open(file);
        string chosen = Choose([.. table.Header.Fields.Select(name => name.Trim())], column);
        table.FindColumns([chosen], StringComparer.Ordinal);
        foreach (TableRow row in table.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return table.Field(row, chosen);
        }
    }
}
