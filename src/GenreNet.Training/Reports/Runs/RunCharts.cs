using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Draws the charts of a run.</summary>
internal static class RunCharts
{
    // On longer curves, marks would hide the lines.
    private const int MostMarked = 12;

    /// <summary>Draws loss, accuracy and, unless it is constant, learning rate over the epochs.</summary>
    public static IEnumerable<Picture> Curves(RunTable history, int? bestEpoch)
    {
        double[] epochs = history.Numbers("epoch");
        if (epochs.Length == 0)
        {
            yield break;
        }

        (double X, string Text)? best = bestEpoch is int epoch and > 0 ? (epoch, string.Create(CultureInfo.InvariantCulture, $"best epoch: {epoch}")) : null;
        double[] losses = [.. history.Numbers("loss"), .. history.Numbers("validation_loss")];
        yield return Curve(history, epochs, "loss", "Loss", "cross entropy", Axis.Of("loss", 0, Highest(losses)), best);
        double[] accuracies = [.. history.Numbers("accuracy"), .. history.Numbers("validation_accuracy")];
        yield return Curve(history, epochs, "accuracy", "Accuracy", "share of correct segments", Axis.Percent("accuracy by segment", Math.Min(0.9, Lowest(accuracies)), 1), best);
        double[] rates = history.Has("learning_rate") ? history.Numbers("learning_rate") : [];
        if (rates.Distinct().Skip(1).Any())
        {
            yield return LineChart.Draw(
                "learning-rate", "Learning rate", "Learning rate of the optimizer per epoch.", Epochs(epochs), Axis.Of("learning rate", 0, Highest(rates)),
                [new ChartLine(string.Empty, [.. epochs.Zip(rates)], Ink.Series(0), HasMarks: epochs.Length <= MostMarked)], best);
        }
    }

    /// <summary>Draws the confusion matrices by segment and by track.</summary>
    public static IEnumerable<Picture> Confusion(EvaluationReport metrics) =>
    [
        Confusion("confusion-tracks", "Confusion matrix by track", metrics.Genres, metrics.TrackConfusionMatrix),
        Confusion("confusion-segments", "Confusion matrix by segment", metrics.Genres, metrics.ConfusionMatrix),
    ];

    /// <summary>Draws precision, recall and F1 of each genre.</summary>
    public static Picture PerGenre(EvaluationReport metrics) => GroupedBars.Draw(
        "per-genre",
        "Precision, recall and F1 by segment",
        string.Join("; ", metrics.PerGenre.Select(g => $"{g.Genre}: precision {PictureText.Percent(g.Precision)}, recall {PictureText.Percent(g.Recall)}, F1 {PictureText.Percent(g.F1)}")),
        ["precision", "recall", "F1"],
        [.. metrics.PerGenre.Select(g => (g.Genre, (double[])[g.Precision, g.Recall, g.F1]))]);

    /// <summary>Draws the reliability curve: accuracy as a function of confidence.</summary>
    public static Picture Reliability(CalibrationReport calibration) => LineChart.Draw(
        "reliability",
        "Reliability diagram",
        string.Join("; ", Filled(calibration).Select(b => $"confidence {PictureText.Percent(b.Confidence)}, accuracy {PictureText.Percent(b.Accuracy)}")),
        Axis.Percent("confidence"),
        Axis.Percent("accuracy"),
        [
            new ChartLine("perfectly calibrated", [(0, 0), (1, 1)], Ink.Faint, IsDashed: true),
            new ChartLine("this model", [.. Filled(calibration).Select(b => (b.Confidence, b.Accuracy))], Ink.Series(0), HasMarks: true),
        ]);

    private static IEnumerable<(double Confidence, double Accuracy)> Filled(CalibrationReport calibration) =>
        calibration.Bins.Where(b => b is { Confidence: not null, Accuracy: not null }).Select(b => (b.Confidence!.Value, b.Accuracy!.Value));

    private static Picture Curve(RunTable history, double[] epochs, string column, string title, string what, Axis y, (double, string)? best)
    {
        double[] train = history.Numbers(column);
        double[] validation = history.Numbers($"validation_{column}");
        // Runs without validation tracks have no validation figures.
        bool hasValidation = validation.Any(double.IsFinite);
        string description = $"{title} ({what}) over {Plural.Of(epochs.Length, "epoch")}: training {FromTo(train)}{(hasValidation ? $", validation {FromTo(validation)}" : string.Empty)}.";
        ChartLine[] lines =
        [
            new ChartLine("training", [.. epochs.Zip(train)], Ink.Series(0), HasMarks: epochs.Length <= MostMarked),
            new ChartLine("validation", [.. epochs.Zip(validation)], Ink.Series(1), IsDashed: true, HasMarks: epochs.Length <= MostMarked),
        ];
        return LineChart.Draw(
            column, title, description, Epochs(epochs), y,
            hasValidation ? lines : lines[..1],
            best);
    }

    private static string FromTo(double[] values) => FormattableString.Invariant($"from {values[0]:0.###} to {values[^1]:0.###}");

    private static Picture Confusion(string name, string title, IReadOnlyList<string> genres, IReadOnlyList<IReadOnlyList<int>> counts)
    {
        double[][] shares = [.. counts.Select(row => (double[])[.. row.Select(count => (double)count / Math.Max(1, row.Sum()))])];
        string[][] texts = [.. counts.Select(row => (string[])[.. row.Select(count => count == 0 ? string.Empty : count.ToString(CultureInfo.InvariantCulture))])];
        string description = string.Join("; ", genres.Select((genre, i) => string.Create(CultureInfo.InvariantCulture, $"{genre}: {counts[i][i]} of {counts[i].Sum()} correct")));
        return MatrixChart.Draw((name, title, description), genres, genres, shares, texts, ColorMap.Blues, ("actual", "predicted"));
    }

    private static Axis Epochs(double[] epochs)
    {
        var axis = Axis.Of("epoch", Math.Min(1, epochs[0]), Math.Max(2, epochs[^1]), isTight: true);
        return axis with { Ticks = [.. axis.Ticks.Where(t => t.Value == Math.Round(t.Value))] };
    }

    private static double Highest(double[] values) => values.Where(double.IsFinite).DefaultIfEmpty(1).Max();

    private static double Lowest(double[] values) => values.Where(double.IsFinite).DefaultIfEmpty(0).Min();
}
