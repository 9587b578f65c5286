using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Reports;
using GenreNet.Training.Serving;

namespace GenreNet.Training.Cli;

/// <summary>Displays how the received audio compares with the training data of a model.</summary>
internal static class DriftDisplay
{
    public static void Write(Terminal terminal, DriftReport report)
    {
        if (report.ComparesSound)
        {
            TableDisplay.Write(terminal.People(json: false), DriftTable.Of("Mean MFCCs of the clips", "observed", report.Features));
        }

        TableDisplay.Write(terminal.People(json: false), new ReportTable(
            "Predictions by genre",
            [new("genre"), new("predicted", true), new("share", true), new("actual", true), new("correct", true)],
            [.. report.Genres.Select(genre => Genre(genre, report.Clips))]));
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture, $"{Plural.Of(report.Clips, "clip")} from {report.From:yyyy-MM-dd HH:mm} to {report.To:yyyy-MM-dd HH:mm} UTC; mean confidence {Percent(report.MeanConfidence)}."));
        if (report.OtherModels > 0)
        {
            terminal.Say($"{Plural.Of(report.OtherModels, "prediction")} of other models {Plural.Choose(report.OtherModels, "was", "were")} excluded.");
        }

        if (report.Silent > 0)
        {
            terminal.Say($"{Plural.Of(report.Silent, "silent clip")} {Plural.Choose(report.Silent, "was", "were")} excluded from the means.");
        }

        if (report.UnknownGenres.Clips > 0)
        {
            UnknownGenres unknown = report.UnknownGenres;
            terminal.Say($"{Plural.Of(unknown.Clips, "clip")} with a genre unknown to the model {Plural.Choose(unknown.Clips, "is", "are")} not counted as incorrect: {Names(unknown)}.");
        }

        terminal.Say(report.Accuracy is double accuracy
            ? $"{report.Right} of {Plural.Of(report.Judged, "clip")} with a known genre classified correctly: {Percent(accuracy)} (95 % CI {Percent(report.Interval.Low)} to {Percent(report.Interval.High)}){Test(report)}."
            : "The accuracy is unknown: no clip was sent with a genre that the model knows. Send actual_genre with some clips to measure it.");
        int[] drifted = [.. report.Drifted.Select(feature => feature.Coefficient)];
        terminal.Say(!report.ComparesSound
            ? "The MFCCs of the clips are not compared: the cards of models with pretrained networks contain no MFCC statistics."
            : drifted.Length > 0
            ? $"Drift detected in MFCC {string.Join(", ", drifted)}: the clips differ from the training data. Listen to recent clips, and consider training on them."
            : "No drift detected: the MFCCs of the clips are close to those of the training data.");
    }

    private static string Names(UnknownGenres unknown)
    {
        int others = unknown.Names - unknown.MostFrequent.Count;
        IEnumerable<string> names = unknown.MostFrequent.Select(genre => $"{genre.Genre} {genre.Clips}");
        return string.Join(", ", others > 0 ? names.Append($"other ({Plural.Of(others, "name")}) {unknown.Other}") : names);
    }

    private static string Test(DriftReport report) => report.TestAccuracy is double test ? $"; {Percent(test)} on the model's own test tracks" : string.Empty;

    private static string[] Genre(GenreShare genre, int clips) =>
    [
        genre.Genre, genre.Predicted.ToString(CultureInfo.InvariantCulture), Percent((double)genre.Predicted / clips),
        genre.Actual.ToString(CultureInfo.InvariantCulture), genre.Actual == 0 ? "-" : Percent((double)genre.Right / genre.Actual),
    ];

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
