using System.Globalization;
using CsvHelper;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;

namespace GenreNet.Training.Evaluation;

/// <summary>
/// Reads and writes <c>predictions.csv</c>: the header is <c>track,part,segments,actual,predicted,confidence</c>, followed by one column
/// per genre with its mean probability.
/// </summary>
public static class PredictionsFile
{
    private const string Validation = "validation";
    private const string Test = "test";

    // Twelve significant digits are written, and the network computes in float32.
    private const double RoundingTolerance = 1e-6;
    private const double SumTolerance = 1e-3;
    private const long LargestLength = 256 << 20;

    private static readonly string[] FirstColumns = ["track", "part", "segments", "actual", "predicted", "confidence"];

    /// <summary>Writes the file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="validation">Predictions for the validation tracks.</param>
    /// <param name="test">Predictions for the test tracks; with the same genres.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Save(string path, EvaluationResult validation, EvaluationResult test)
    {
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(test);
        AtomicFile.Write(path, stream =>
        {
            using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
            csv.WriteHeader([.. FirstColumns, .. test.Genres]);
            foreach ((EvaluationResult result, string part) in ((EvaluationResult, string)[])[(validation, Validation), (test, Test)])
            {
                foreach (TrackPrediction track in result.Predictions.OrderBy(t => t.Track, StringComparer.Ordinal))
                {
                    csv.WriteRecord(
                    [
                        track.Track, part, track.SegmentCount.ToString(CultureInfo.InvariantCulture), result.Genres[track.Label], result.Genres[track.Predicted],
                        Number(track.Confidence), .. track.Probabilities.Select(Number),
                    ]);
                }
            }
        });
    }

    /// <summary>Reads the file and checks every row for consistency.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or was not written by <see cref="Save"/>.</exception>
    public static PredictionTable Load(string path)
    {
        using var table = CsvTable.Open(new CsvFile(path, "predictions file", "train again") { LargestLength = LargestLength, Separator = ',' });
        string[] header = table.Header.Fields;
        string[] genres = [.. header.Skip(FirstColumns.Length)];
        if (!header.Take(FirstColumns.Length).SequenceEqual(FirstColumns) || genres.Length < 2 || genres.Distinct(StringComparer.Ordinal).Count() < genres.Length)
        {
            throw Damaged(path, table.Header.Line, $"the header must be {string.Join(',', FirstColumns)} followed by at least two distinct genres");
        }

        List<PredictionRow> rows = [];
        HashSet<(string, SplitPart)> seen = [];
        foreach (TableRow record in table.Rows())
        {
            PredictionRow row = Row(path, record.Line, record.Fields, genres);
            if (!seen.Add((row.Track, row.Part)))
            {
                throw Damaged(path, record.Line, $"duplicate row for the track {row.Track}");
            }

            rows.Add(row);
        }

        return new PredictionTable(genres, rows);
    }

    private static PredictionRow Row(string path, long line, string[] fields, string[] genres)
    {
        SplitPart part = fields[1] switch
        {
            Validation => SplitPart.Validation,
            Test => SplitPart.Test,
            _ => throw Damaged(path, line, $"the part is '{fields[1]}', but must be {Validation} or {Test}"),
        };
        if (!int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out int segments) || segments < 1)
        {
            throw Damaged(path, line, $"the number of segments is '{fields[2]}', but must be a positive integer");
        }

        double[] shares = [.. fields.Skip(FirstColumns.Length - 1).Select(Share)];
        (double confidence, double[] probabilities) = (shares[0], shares[1..]);
        (int actual, int predicted) = (Genre(fields[3]), Genre(fields[4]));
        if (Math.Abs(probabilities.Sum() - 1) > SumTolerance
            || Math.Abs(probabilities[predicted] - confidence) > RoundingTolerance || probabilities.Max() - confidence > RoundingTolerance)
        {
            throw Damaged(path, line, "the probabilities must sum to 1, and the confidence must be the largest probability, that of the predicted genre");
        }

        return new PredictionRow(fields[0], part, segments, actual, predicted, confidence, probabilities);

        // The condition also rejects NaN.
        double Share(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share >= 0 && share <= 1 + RoundingTolerance
            ? share
            : throw Damaged(path, line, $"'{text}' is not a probability between 0 and 1");

        int Genre(string name) => Array.IndexOf(genres, name) is >= 0 and int index ? index : throw Damaged(path, line, $"there is no column for the genre '{name}'");
    }

    private static string Number(double value) => value.ToString("G12", CultureInfo.InvariantCulture);

    private static GenreNetException Damaged(string path, long line, string problem) => new($"{path} is damaged (line {line}: {problem}): train again.");
}
