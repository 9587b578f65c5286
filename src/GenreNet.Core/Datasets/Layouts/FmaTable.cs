using System.Globalization;

namespace GenreNet.Core.Datasets;

/// <summary>Reads <c>tracks.csv</c> of the Free Music Archive dataset.</summary>
/// <remarks>
/// The table has three header lines, as pandas writes two-level columns with a named index: groups of columns
/// (<c>,album,...,artist,...,set,...,track,...</c>), columns (<c>,comments,...,id,...,split,...,genre_top,...</c>), and
/// <c>track_id,,,...</c>. Defferrard et al., "FMA: A dataset for music analysis", ISMIR 2017; https://github.com/mdeff/fma.
/// </remarks>
internal static class FmaTable
{
    /// <summary>Number of bytes that is enough to hold the first line.</summary>
    public const int HeaderLength = 4096;

    // The published table has a size of 260 MB.
    private const long LargestLength = 2L << 30;

    private static readonly (string Group, string Name)[] Columns = [("track", "genre_top"), ("artist", "id"), ("set", "split")];

    /// <summary>Returns whether a file begins like such a table, with a nameless column and groups of columns.</summary>
    /// <param name="start">The first bytes of a file.</param>
    public static bool IsBegunBy(ReadOnlySpan<byte> start)
    {
        string[] names = CsvSeparator.HeaderOf(start);
        return names is ["", ..] && Columns.All(column => names.Contains(column.Group));
    }

    /// <summary>Reads the tracks of the table, in file order.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The line, number, genre (empty if there is none), artist number and split part of each track.</returns>
    /// <exception cref="DatasetException">The file cannot be read, or is not such a table; the message gives the line.</exception>
    public static IEnumerable<FmaRow> Read(string path)
    {
        var file = new CsvFile(path, "table of tracks of FMA", "extract tracks.csv from fma_metadata.zip again") { LargestLength = LargestLength };
        using var table = CsvTable.Open(file, headerLines: 3);
        (TableRow groups, TableRow names, TableRow index) = (table.Headers[0], table.Headers[1], table.Headers[2]);
        int[] columns = [.. Columns.Select(c => Enumerable.Range(0, Math.Min(groups.Fields.Length, names.Fields.Length))
            .FirstOrDefault(i => groups.Fields[i] == c.Group && names.Fields[i] == c.Name, -1))];
        int missing = Array.IndexOf(columns, -1);
        if (missing >= 0)
        {
            throw file.Invalid(names.Line, $"has no column '{Columns[missing].Name}' of '{Columns[missing].Group}'");
        }

        if (index.Fields[0] != "track_id")
        {
            throw file.Invalid(index.Line, "does not begin with 'track_id'");
        }

        foreach (TableRow row in table.Rows())
        {
            bool isNumber = int.TryParse(row.Fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id);
            SplitPart? part = SplitPartName.Understand(row.Fields[columns[2]]);
            yield return !isNumber ? throw file.Invalid(row.Line, $"begins with '{CsvFile.Shown(row.Fields[0])}' instead of a track number")
                : part is null ? throw file.Invalid(row.Line, $"has the unknown split '{row.Fields[columns[2]]}'")
                : new FmaRow(row.Line, id, row.Fields[columns[0]].Trim(), row.Fields[columns[1]].Trim(), part.Value);
        }
    }
}
