using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Evaluation;
using Spectre.Console;

namespace GenreNet.Training.Cli;

/// <summary>Displays an evaluation as tables.</summary>
internal static class EvaluationTables
{
    private const int FewestGenresOfTop2 = 3;

    /// <summary>Writes the accuracies, the calibration, the figures of each genre and the track confusion matrix.</summary>
    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        if (report.Warning is { } warning)
        {
            console.WriteLine(Terminal.Printable($"Warning: {warning}"));
        }

        console.WriteLine($"Accuracy by segment: {Percent(report.SegmentAccuracy)} of {Plural.Of(report.Segments, "segment")}");
        console.WriteLine($"Accuracy by track:   {Percent(report.TrackAccuracy)} of {Plural.Of(report.Tracks, "track")} ({Sure(report.TrackInterval)})");
        WriteIf(console, "  by majority vote:  ", report.VoteTrackAccuracy, report.VoteTrackInterval);
        if (report.Genres.Count >= FewestGenresOfTop2)
        {
            WriteIf(console, "  top-2 accuracy:    ", report.Top2TrackAccuracy, report.Top2TrackInterval);
        }

        if (report.Calibration is { } calibration)
        {
            string temperature = calibration.Temperature is { } value ? string.Create(CultureInfo.InvariantCulture, $"; temperature {value:0.00}") : string.Empty;
            console.WriteLine($"Expected calibration error: {Percent(calibration.Error)} by segment, {Percent(calibration.TrackError)} by track{temperature}");
        }

        console.Write(Tracks(report));
        console.Write(Segments(report));
        console.Write(Confusion(report));
    }

    private static void WriteIf(IAnsiConsole console, string title, double? accuracy, WilsonInterval? interval)
    {
        if (accuracy is { } share && interval is { } ends)
        {
            console.WriteLine($"{title}{Percent(share)} ({Sure(ends)})");
        }
    }

    private static Table Tracks(EvaluationReport report) => Genres(
        "By genre, tracks",
        report.TrackMacro,
        report.PerGenre.Select(g => (g.Genre, g.TrackPrecision ?? double.NaN, g.TrackRecall, g.TrackF1 ?? double.NaN, g.Tracks)),
        report.Tracks);

    private static Table Segments(EvaluationReport report) => Genres(
        "By genre, segments", report.SegmentMacro, report.PerGenre.Select(g => (g.Genre, g.Precision, g.Recall, g.F1, g.Segments)), report.Segments);

    private static Table Genres(
        string title, MacroAverage? macro, IEnumerable<(string Genre, double Precision, double Recall, double F1, int Count)> genres, int total)
    {
        Table table = new Table { Title = new TableTitle(title) }.Border(TableBorder.Simple);
        table.AddColumn("genre");
        foreach (string column in (string[])["precision", "recall", "F1", "count"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach ((string genre, double precision, double recall, double f1, int count) in genres)
        {
            table.AddRow(Markup.Escape(genre), Percent(precision), Percent(recall), Percent(f1), Count(count));
        }

        if (macro is not null)
        {
            table.AddRow("macro average", Percent(macro.Precision), Percent(macro.Recall), Percent(macro.F1), Count(total));
        }

        return table;
    }

    private static Table Confusion(EvaluationReport report)
    {
        Table table = new Table { Title = new TableTitle("Confusion matrix of tracks (rows: actual genre, columns: predicted genre)") }.Border(TableBorder.Simple);
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

    private static string Sure(WilsonInterval interval) => $"95 % CI {Percent(interval.Low)} to {Percent(interval.High)}";

    private static string Percent(double share) => double.IsNaN(share) ? "?" : share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
