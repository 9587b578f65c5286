using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Builds the page of a cross-validation. Equal cross-validations give equal pages.</summary>
internal static class CrossvalPage
{
    /// <summary>Builds the page.</summary>
    /// <param name="report">The cross-validation.</param>
    /// <param name="dataset">Name of the dataset.</param>
    public static HtmlPage Build(CrossValidationReport report, string dataset)
    {
        EvaluationReport together = report.Together;
        int folds = report.TrackAccuracies.Count;
        HtmlPage page = new HtmlPage($"Cross-validation: {dataset}")
            .Paragraph($"Network: {report.Network}.{(report.Features is null ? string.Empty : $" Features: {report.Features}.")} {Plural.Of(folds, "fold")}, seed {report.Seed}. Each track was tested once, by a network that was fitted without it and without its group.")
            .Figures(Figures(report))
            .Heading("Folds", "The interval of one fold is wide because a fold has few tracks. The interval of all folds together is that of the accuracy.")
            .Beside(EvaluationCharts.Folds(report), Folds(report))
            .Heading("Confusion matrix over all folds", "Rows are actual genres, columns are predicted genres. Darker cells have a larger share of their row.")
            .Draw(RunCharts.Confusion(together))
            .Heading("Genres")
            .Beside(EvaluationCharts.Recall(together), RunTables.PerGenre(together));
        RunPage.Calibration(page, together.Calibration);
        TrackAnswer[] mistakes = [.. Mistakes(report)];
        if (mistakes.Length > 0)
        {
            page.Table(RunTables.Mistakes(mistakes));
        }

        return page;
    }

    private static IEnumerable<(string Number, string Name, bool IsBad)> Figures(CrossValidationReport report)
    {
        EvaluationReport together = report.Together;
        yield return (RunTables.Percent(together.TrackAccuracy), $"accuracy by track over all folds ({Plural.Of(together.Tracks, "track")}, 95\u00a0% CI {RunTables.Interval(together.TrackInterval)})", false);
        yield return (Text(report.ByTrack), "accuracy by track: mean \u00b1 standard deviation of the folds", false);
        yield return (Text(report.BySegment), "accuracy by segment: mean \u00b1 standard deviation of the folds", false);
        if (together.Top2TrackAccuracy is double top)
        {
            yield return (RunTables.Percent(top), "top-2 accuracy by track", false);
        }

        if (together.TrackMacro is { } macro)
        {
            yield return (RunTables.Percent(macro.F1), "macro F1 by track", false);
        }

        if (together.Calibration is { } calibration)
        {
            yield return (RunTables.Percent(calibration.Error), "expected calibration error", false);
        }
    }

    private static ReportTable Folds(CrossValidationReport report) => new(
        "Folds",
        [new("fold"), new("by segment", true), new("by track", true), new("95 % CI by track", true)],
        [
            .. report.TrackAccuracies.Select((track, i) => (string[])
            [
                (i + 1).ToString(CultureInfo.InvariantCulture), RunTables.Percent(report.SegmentAccuracies[i]), RunTables.Percent(track),
                report.TrackIntervals is { } intervals ? RunTables.Interval(intervals[i]) : string.Empty,
            ]),
            ["mean \u00b1 standard deviation", Text(report.BySegment), Text(report.ByTrack), string.Empty],
            ["all folds", RunTables.Percent(report.Together.SegmentAccuracy), RunTables.Percent(report.Together.TrackAccuracy), RunTables.Interval(report.Together.TrackInterval)],
        ]);

    private static IEnumerable<TrackAnswer> Mistakes(CrossValidationReport report)
    {
        string[] genres = [.. report.Together.Genres];
        return (report.Answers ?? [])
            .Select(a => (Answer: a, Best: Ranking.IndexOfLargest(a.Probabilities)))
            .Select(a => new TrackAnswer(a.Answer.Track, a.Answer.Actual, genres[a.Best], a.Answer.Probabilities[a.Best], a.Answer.Probabilities[Array.IndexOf(genres, a.Answer.Actual)]))
            .Where(a => !a.IsRight).OrderByDescending(a => a.Confidence).ThenBy(a => a.Track, StringComparer.Ordinal).Take(RunPage.MostMistakes);
    }

    private static string Text(MeanDeviation figures) => $"{RunTables.Percent(figures.Mean)} \u00b1 {RunTables.Percent(figures.Deviation)}";
}
