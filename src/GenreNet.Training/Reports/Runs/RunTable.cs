using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Reports;

/// <summary>Represents a CSV table of a run folder, accessed by column name.</summary>
internal sealed class RunTable
{
    private const long LargestLength = 256 << 20;

    private readonly string _path;

    private RunTable(string path, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        _path = path;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, with one text per column.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or is not a valid table.</exception>
    public static RunTable Load(string path)
    {
        var file = new CsvFile(path, "file of a run", "train again, or move the file away") { LargestLength = LargestLength, Separator = ',' };
        using var table = CsvTable.Open(file);
        return new RunTable(path, table.Header.Fields, [.. table.Rows().Select(row => row.Fields)]);
    }

    /// <summary>Creates the table of a training history, with the columns of <c>history.csv</c>.</summary>
    public static RunTable Of(IReadOnlyList<EpochResult> history) => new(
        "history",
        ["epoch", "loss", "accuracy", "validation_loss", "validation_accuracy", "learning_rate"],
        [.. history.Select(e => (string[])
        [
            e.Epoch.ToString(CultureInfo.InvariantCulture), Number(e.Loss), Number(e.Accuracy), Number(e.ValidationLoss), Number(e.ValidationAccuracy), Number(e.LearningRate),
        ])]);

    /// <summary>Returns whether a column exists.</summary>
    public bool Has(string column) => Columns.Contains(column, StringComparer.Ordinal);

    /// <summary>Returns the texts of a column.</summary>
    /// <exception cref="GenreNetException">The column does not exist.</exception>
    public string[] Texts(string column)
    {
        int index = Columns.TakeWhile(c => c != column).Count();
        return index < Columns.Count ? [.. Rows.Select(row => row[index])] : throw new GenreNetException($"{_path} lacks the column '{column}': train again.");
    }

    /// <summary>Returns the numbers of a column; empty fields become NaN.</summary>
    /// <exception cref="GenreNetException">The column does not exist, or a field is not a number.</exception>
    public double[] Numbers(string column) => [.. Texts(column).Select((text, i) =>
        text.Length == 0 ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : throw new GenreNetException($"{_path} is damaged ('{text}' in line {i + 2} is not a number): train again."))];

    private static string Number(double value) => double.IsNaN(value) ? string.Empty : value.ToString("G6", CultureInfo.InvariantCulture);
}
