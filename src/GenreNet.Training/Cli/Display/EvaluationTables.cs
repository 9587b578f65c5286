using System.Globalization;
using GenreNet.Training.Evaluation;
using Spectre.Console;

namespace GenreNet.Training.Cli.Display;

/// <summary>An evaluation as tables.</summary>
internal static class EvaluationTables
{
    /// <summary>Writes the accuracies, the figures of each genre and the confusion of tracks.</summary>
    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        if (report.Warning is { } warning)
        {
            console.WriteLine($"Not to be trusted: {warning}");
        }

        console.WriteLine($"Accuracy by segment: {Percent(report.SegmentAccuracy)} of {report.Segments}");
        console.WriteLine($"Accuracy by track:   {Percent(report.TrackAccuracy)} of {report.Tracks} (95 % sure: {Percent(report.TrackInterval.Low)} to {Percent(report.TrackInterval.High)})");
        console.Write(Genres(report));
        console.Write(Confusion(report));
    }

    private static Table Genres(EvaluationReport report)
    {
        Table table = new Table { Title = new TableTitle("by genre") }.Border(TableBorder.Simple);
        table.AddColumn("genre");
        foreach (string column in (string[])["precision", "recall", "F1", "segments", "tracks", "tracks right"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (GenreReport genre in report.PerGenre)
        {
            table.AddRow(
                Markup.Escape(genre.Genre),
                Percent(genre.Precision),
                Percent(genre.Recall),
                Percent(genre.F1),
                Count(genre.Segments),
                Count(genre.Tracks),
                Percent(genre.TrackRecall));
        }

        return table;
    }

    private static Table Confusion(EvaluationReport report)
    {
        Table table = new Table { Title = new TableTitle("tracks: rows are what they are, columns what they were taken for") }.Border(TableBorder.Simple);
        table.AddColumn(string.Empty);
        foreach (string genre in report.Genres)
        {
            table.AddColumn(new TableColumn(Markup.Escape(genre)).RightAligned());
        }

        for (int row = 0; row < report.Genres.Count; row++)
        {
            table.AddRow([Markup.Escape(report.Genres[row]), .. report.TrackConfusionMatrix[row].Select(count => count == 0 ? "." : Count(count))]);
        }

        return table;
    }

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
