using System.Globalization;
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
            TableDisplay.Write(terminal.People(json: false), new ReportTable(
                "What is heard (mean MFCCs of clips)",
                [new("MFCC"), new("trained on", true), new("heard", true), new("distance", true), new("spread", true), new(string.Empty)],
                [.. report.Features.Select(Feature)]));
        }

        TableDisplay.Write(terminal.People(json: false), new ReportTable(
            "What is answered",
            [new("genre"), new("answered", true), new("share", true), new("sent as", true), new("correct", true)],
            [.. report.Genres.Select(genre => Genre(genre, report.Clips))]));
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture, $"{report.Clips} clips from {report.From:yyyy-MM-dd HH:mm} to {report.To:yyyy-MM-dd HH:mm} UTC, answered {Percent(report.MeanConfidence)} sure on average."));
        if (report.OtherModels > 0)
        {
            terminal.Say($"{report.OtherModels} answers of other models were left out.");
        }

        if (report.Silent > 0)
        {
            terminal.Say($"{report.Silent} clips are silent and were left out of the means.");
        }

        if (report.UnknownGenres.Clips > 0)
        {
            UnknownGenres unknown = report.UnknownGenres;
            terminal.Say($"{unknown.Clips} clips were sent with a genre unknown to the model and are not counted as wrong: {Names(unknown)}.");
        }

        terminal.Say(report.Accuracy is double accuracy
            ? $"{report.Right} of {report.Judged} clips of known genre correct, {Percent(accuracy)} (95 % CI {Percent(report.Interval.Low)} to {Percent(report.Interval.High)}){Test(report)}."
            : "No clip came with a genre that the model knows: send actual_genre with some clips to measure the accuracy.");
        int[] drifted = [.. report.Drifted.Select(feature => feature.Coefficient)];
        terminal.Say(!report.ComparesSound
            ? "The sound of the clips is not compared: models with pretrained networks have no MFCC statistics on their cards."
            : drifted.Length > 0
            ? $"Unlike what the model was trained on: MFCC {string.Join(", ", drifted)}. Listen to what comes in, and think of training on it."
            : "Nothing that is heard is far from what the model was trained on.");
    }

    private static string Names(UnknownGenres unknown)
    {
        int others = unknown.Names - unknown.MostFrequent.Count;
        IEnumerable<string> names = unknown.MostFrequent.Select(genre => $"{genre.Genre} {genre.Clips}");
        return string.Join(", ", others > 0 ? names.Append($"other, {others} names {unknown.Other}") : names);
    }

    private static string Test(DriftReport report) => report.TestAccuracy is double test ? $"; {Percent(test)} on the model's own test tracks" : string.Empty;

    private static string[] Feature(FeatureDrift feature) =>
    [
        feature.Coefficient == 1 ? "1, loudness" : feature.Coefficient.ToString(CultureInfo.InvariantCulture),
        $"{Number(feature.TrainedMean)} ± {Number(feature.TrainedDeviation)}",
        $"{Number(feature.SeenMean)} ± {Number(feature.SeenDeviation)}",
        feature.Distance.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture),
        feature.Spread.ToString("0.00", CultureInfo.InvariantCulture),
        feature.IsDrift ? "DRIFT" : string.Empty,
    ];

    private static string[] Genre(GenreShare genre, int clips) =>
    [
        genre.Genre, genre.Predicted.ToString(CultureInfo.InvariantCulture), Percent((double)genre.Predicted / clips),
        genre.Actual.ToString(CultureInfo.InvariantCulture), genre.Actual == 0 ? "-" : Percent((double)genre.Right / genre.Actual),
    ];

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
