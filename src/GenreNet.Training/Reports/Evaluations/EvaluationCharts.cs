using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Draws the charts of cross-validations, comparisons and leakage measurements.</summary>
internal static class EvaluationCharts
{
    /// <summary>Draws the recall of each genre by track, with its confidence interval.</summary>
    public static Picture Recall(EvaluationReport metrics)
    {
        IntervalRow[] rows =
        [
            .. metrics.PerGenre.Select((genre, i) =>
            {
                var interval = WilsonInterval.Of(metrics.TrackConfusionMatrix[i][i], metrics.TrackConfusionMatrix[i].Sum());
                return Row(genre.Genre, genre.TrackRecall, interval, Ink.Series(0));
            }),
        ];
        return IntervalChart.Draw(
            ("recall", "Recall by track with 95\u00a0% CI", string.Join("; ", rows.Select(r => $"{r.Label}: {r.Text}"))),
            Axis.Percent("recall by track"), rows, (metrics.TrackAccuracy, "accuracy"));
    }

    /// <summary>Draws the accuracy by track of each fold.</summary>
    public static Picture Folds(CrossValidationReport report)
    {
        IntervalRow[] rows =
        [
            .. report.TrackAccuracies.Select((accuracy, i) => Row(
                string.Create(CultureInfo.InvariantCulture, $"fold {i + 1}"), accuracy, report.TrackIntervals is { } intervals ? intervals[i] : new WilsonInterval(accuracy, accuracy), Ink.Series(0))),
            Row("all folds", report.Together.TrackAccuracy, report.Together.TrackInterval, Ink.Series(1)) with { Mark = MarkKind.Diamond },
        ];
        return IntervalChart.Draw(
            ("folds", "Accuracy by track of each fold", string.Join("; ", rows.Select(r => $"{r.Label}: {r.Text}"))),
            Shares("accuracy by track", rows), rows, (report.ByTrack.Mean, "mean of the folds"));
    }

    /// <summary>Draws the accuracy by track of each compared run.</summary>
    public static Picture Runs(ComparisonReport report)
    {
        IntervalRow[] rows = [.. report.Runs.Select((r, i) => Row(r.IsLeaky ? $"{r.Name} (leaky)" : r.Name, r.TrackAccuracy, r.TrackInterval, Ink.Series(i)) with { Mark = MarkOutline.Series(i) })];
        return IntervalChart.Draw(
            ("runs", "Accuracy by track with 95\u00a0% CI", string.Join("; ", rows.Select(r => $"{r.Label}: {r.Text}"))), Shares("accuracy by track", rows), rows);
    }

    /// <summary>Draws the difference of each pair of runs.</summary>
    public static Picture Pairs(ComparisonReport report) => Differences(
        "pairs", "Difference of the accuracy by track with 95\u00a0% CI", "percentage points, first run minus second run",
        [.. report.Pairs.Select(p => ($"{p.First} \u2212 {p.Second}", p.Difference, p.Interval, p.HolmPValue))]);

    /// <summary>Draws the difference of two runs for each genre.</summary>
    public static Picture Genres(PairComparison pair, int index) => Differences(
        string.Create(CultureInfo.InvariantCulture, $"genres-{index + 1}"), $"Difference of the recall by track: {pair.First} \u2212 {pair.Second}", $"percentage points; right of 0: {pair.First} is better",
        [.. (pair.PerGenre ?? []).Select(g => (g.Genre, g.Difference, g.Interval, g.HolmPValue))]);

    /// <summary>Draws the recall of each run for each genre as a matrix.</summary>
    public static Picture Recalls(ComparisonReport report)
    {
        IReadOnlyList<GenreDifference>[] genres = [report.Pairs[0].PerGenre!, .. report.Pairs.Take(report.Runs.Count - 1).Select(p => p.PerGenre!)];
        double[][] recalls = [.. genres.Select((run, i) => (double[])[.. run.Select(g => i == 0 ? g.FirstRecall : g.SecondRecall)])];
        string[][] texts = [.. recalls.Select(row => (string[])[.. row.Select(r => (100 * r).ToString("0", CultureInfo.InvariantCulture))])];
        string[] names = [.. genres[0].Select(g => g.Genre)];
        return MatrixChart.Draw(
            ("recalls", "Recall by track in percent", string.Join("; ", report.Runs.Select((run, i) => $"{run.Name}: {string.Join(", ", names.Zip(texts[i], (name, text) => $"{name} {text} %"))}"))),
            [.. report.Runs.Select(r => r.Name)], names, recalls, texts, ColorMap.Blues, (string.Empty, string.Empty));
    }

    /// <summary>Draws the accuracy of each kind of split: mean, standard deviation and the figures of the seeds.</summary>
    /// <param name="splits">The splits.</param>
    /// <param name="bySegment">Whether to draw the accuracy by segment instead of by track.</param>
    public static Picture Splits(IReadOnlyList<SplitOutcome> splits, bool bySegment)
    {
        string unit = bySegment ? "segment" : "track";
        IntervalRow[] rows =
        [
            .. splits.Select(s =>
            {
                (double mean, double? deviation) = bySegment ? (s.SegmentAccuracy, s.SegmentDeviation) : (s.TrackAccuracy, s.TrackDeviation);
                string text = deviation is { } spread ? $"{PictureText.Percent(mean)} \u00b1 {PictureText.Percent(spread)}" : PictureText.Percent(mean);
                return new IntervalRow(s.Name, mean, mean - (deviation ?? 0), mean + (deviation ?? 0), text, Ink.Series(s.IsLeaky ? 1 : 0))
                {
                    Mark = s.IsLeaky ? MarkKind.Square : MarkKind.Circle,
                    Dots = bySegment ? s.SegmentAccuracies : s.TrackAccuracies,
                };
            }),
        ];
        return IntervalChart.Draw(
            ($"splits-{unit}s", $"Accuracy by {unit}: mean \u00b1 standard deviation over {Plural.Of(splits[0].SegmentAccuracies.Count, "seed")}", string.Join("; ", rows.Select(r => $"{r.Label}: {r.Text}"))),
            Shares($"accuracy by {unit}", rows), rows);
    }

    private static Picture Differences(string name, string title, string label, (string Label, double Difference, DifferenceInterval Interval, double P)[] items)
    {
        IntervalRow[] rows =
        [
            .. items.Select(d => new IntervalRow(
                d.Label, 100 * d.Difference, 100 * d.Interval.Low, 100 * d.Interval.High, $"{RunTables.Points(d.Difference)} ({RunTables.Points(d.Interval.Low)} to {RunTables.Points(d.Interval.High)})",
                // Colour is not the only sign: the mark is filled in another shape.
                d.P < ComparisonText.Level ? Ink.Series(1) : Ink.Series(0))
            {
                Mark = d.P < ComparisonText.Level ? MarkKind.Diamond : MarkKind.Circle,
            }),
        ];
        double most = rows.SelectMany(r => (double[])[Math.Abs(r.Low), Math.Abs(r.High), 1]).Max();
        return IntervalChart.Draw((name, title, string.Join("; ", rows.Select(r => $"{r.Label}: {r.Text}"))), Axis.Of(label, -most, most, format: v => v.ToString("+0.##;\u22120.##;0", CultureInfo.InvariantCulture)), rows, (0, "no difference"));
    }

    private static IntervalRow Row(string label, double value, WilsonInterval interval, Ink ink) => new(
        label, value, interval.Low, interval.High,
        interval.High > interval.Low ? $"{PictureText.Percent(value)} ({100 * interval.Low:0}\u2013{100 * interval.High:0})" : PictureText.Percent(value), ink);

    private static Axis Shares(string label, IReadOnlyList<IntervalRow> rows) => Axis.Percent(
        label, Math.Max(0, rows.Min(r => r.Dots.Append(r.Low).Min())), Math.Min(1, rows.Max(r => r.Dots.Append(r.High).Max())));
}
