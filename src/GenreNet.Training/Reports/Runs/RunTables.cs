using System.Globalization;
using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Creates the tables of a run: the numbers that the charts show.</summary>
internal static class RunTables
{
    /// <summary>Creates a table with one row per genre.</summary>
    public static ReportTable PerGenre(EvaluationReport metrics) => new(
        "Results per genre",
        [new("genre"), Number("precision"), Number("recall"), Number("F1"), Number("segments"), Number("tracks"), Number("accuracy by track"), Number("95 % CI")],
        [.. metrics.PerGenre.Select((g, i) => (string[])
        [
            g.Genre, Percent(g.Precision), Percent(g.Recall), Percent(g.F1), Count(g.Segments), Count(g.Tracks), Percent(g.TrackRecall),
            Interval(WilsonInterval.Of(metrics.TrackConfusionMatrix[i][i], metrics.TrackConfusionMatrix[i].Sum())),
        ])],
        "Precision, recall and F1 are computed by segment. The 95 % CI is the Wilson interval of the accuracy by track.");

    /// <summary>Formats a difference of two shares in percentage points.</summary>
    public static string Points(double difference) => (100 * difference).ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture);

    /// <summary>Formats a p-value.</summary>
    public static string Probability(double p) => p < 0.0001 ? "< 0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>Creates a table with one row per epoch.</summary>
    public static ReportTable History(RunTable history) => new("Epochs", [.. history.Columns.Select(c => Number(c.Replace('_', ' ')))], history.Rows);

    /// <summary>Creates a table of the bins of the reliability curve.</summary>
    public static ReportTable Calibration(CalibrationReport calibration) => new(
        "Calibration by confidence",
        [new("confidence"), Number("segments"), Number("mean confidence"), Number("accuracy")],
        [.. calibration.Bins.Where(b => b.Count > 0).Select(b => (string[])[$"{Percent(b.Lower)} to {Percent(b.Upper)}", Count(b.Count), Percent(b.Confidence ?? 0), Percent(b.Accuracy ?? 0)])]);

    /// <summary>Creates a table of incorrect predictions, most confident first.</summary>
    public static ReportTable Mistakes(IReadOnlyList<TrackAnswer> mistakes) => new(
        "Misclassified tracks",
        [new("track"), new("actual"), new("predicted"), Number("confidence"), Number("probability of actual")],
        [.. mistakes.Select(a => (string[])[a.Track, a.Actual, a.Predicted, Percent(a.Confidence), Percent(a.ActualProbability)])],
        "Misclassified test tracks, highest confidence first. The last column is the probability of the actual genre.");

    /// <summary>Creates a table of the model card.</summary>
    public static ReportTable Card(ModelCard card) => new(
        "Model card",
        [new("property"), new("value")],
        [
            ["network", card.Network],
            ["parameters", card.ParameterCount.ToString("N0", CultureInfo.InvariantCulture)],
            ["genres", string.Join(", ", card.Genres)],
            ["features", $"{card.Features.Kind}: {Plural.Of(card.Features.FrameCount, "frame")} of {Plural.Of(card.Features.CoefficientCount, "value")}, segments of {PictureText.Number(card.Features.SegmentSeconds)} s at {card.Features.SampleRate} Hz"],
            ["dataset", card.Training.Dataset],
            ["fingerprint", card.Training.DatasetFingerprint],
            ["split", card.Training.Split.Describe()],
            ["tracks", string.Create(CultureInfo.InvariantCulture, $"{card.Training.Split.Train.Count} training, {card.Training.Split.Validation.Count} validation, {card.Training.Split.Test.Count} test")],
            ["method", card.Training.Method],
            ["epochs", string.Create(CultureInfo.InvariantCulture, $"{card.Training.Epochs}, best epoch: {card.Training.BestEpoch}")],
            ["engine", card.Training.Engine],
            .. Further(card),
        ]);

    /// <summary>Returns the rows that only some cards have: multi-label genres, segment pooling, embedded pretrained networks.</summary>
    private static IEnumerable<string[]> Further(ModelCard card)
    {
        if (card.IsMultiLabel)
        {
            yield return ["answers", "multi-label: several genres can apply, so the probabilities do not sum to 1"];
            yield return
            [
                "calibrated genres",
                card.LabelCalibration is { } calibration
                    ? $"{string.Join(", ", calibration.Genres)}: fitted on {calibration.FittedOn}{Remark(calibration.Remark)}"
                    : "none: the probabilities are uncalibrated scores, suitable only for ranking",
            ];
        }

        if (card.Pooling == SegmentPooling.LogMean)
        {
            yield return ["pooling", "normalised mean of the log probabilities of the segments"];
        }

        if (card.Content is { } content)
        {
            yield return ["content", $"{string.Join(", ", content.Labels)}; music: {string.Join(", ", content.MusicLabels)}"];
            yield return
            [
                "no music",
                $"if the probability of music is below {Percent(content.MusicBelow)} and that of another label is above {Percent(content.OtherAbove)}"
                    + Remark(content.Remark),
            ];
        }

        foreach (BackboneFacts backbone in card.Backbones ?? [])
        {
            yield return ["pretrained network", $"{backbone.Name}, {backbone.License}, {backbone.Source}, SHA-256 {backbone.Sha256}"];
        }

        if (card.WeightsSha256 is { } checksum)
        {
            yield return ["SHA-256 of weights", checksum];
        }
    }

    private static string Remark(string? remark) => remark is null ? string.Empty : $"; {remark}";

    /// <summary>Returns all tables of a card: facts, notes, tests and calibration.</summary>
    public static IEnumerable<ReportTable> All(ModelCard card)
    {
        if (card.Notes is { } notes)
        {
            yield return Notes(notes);
        }

        yield return Card(card);
        if (Tests(card) is { Rows.Count: > 0 } tests)
        {
            yield return tests;
        }

        if (card.Calibration?.Levels is { Count: > 0 } levels)
        {
            yield return Levels(levels);
        }

        if (card.LabelCalibration is { Figures: not null } calibration)
        {
            yield return Labels(calibration);
        }
    }

    /// <summary>Creates a table of the calibration of a multi-label model's genres.</summary>
    public static ReportTable Labels(LabelCalibration calibration) => new(
        "Calibration per genre",
        [
            new("genre"), Number("scale"), Number("offset"), Number("clips"), Number("groups"),
            Number("Brier before"), Number("Brier after"), Number("ECE before"), Number("ECE after"),
        ],
        [.. (calibration.Figures ?? []).Select((figures, i) => LabelRow(calibration.Genres[i], calibration.ScaleOf(calibration.Genres[i]), figures))],
        "Brier score and expected calibration error (ECE) of clips excluded from the fit, before and after calibration.");

    /// <summary>Creates a table of coverage and accuracy by confidence threshold.</summary>
    public static ReportTable Levels(IReadOnlyList<ConfidenceLevel> levels) => new(
        "Accuracy by confidence threshold",
        [Number("minimum confidence"), Number("tracks answered"), Number("accuracy")],
        [.. levels.Select(level => (string[])[Percent(level.Confidence), Percent(level.Answered), level.Accuracy is { } accuracy ? Percent(accuracy) : "-"])]);

    private static string[] LabelRow(string genre, LogitScale scale, LabelFigures figures) =>
    [
        genre, Decimals(scale.Scale, 2), Decimals(scale.Offset, 2), Count(figures.Clips), Count(figures.Groups),
        Decimals(figures.BrierBefore, 3), Decimals(figures.BrierAfter, 3), Decimals(figures.ErrorBefore, 3), Decimals(figures.ErrorAfter, 3),
    ];

    private static ReportTable Notes(CardNotes notes) => new(
        "Notes",
        [new("topic"), new("text")],
        [["description", notes.Description], .. notes.IntendedUse.Select(use => (string[])["use", use]), .. notes.Limits.Select(limit => (string[])["limit", limit]), ["data", notes.Data]]);

    private static ReportTable Tests(ModelCard card) => new(
        "Accuracy by track",
        [new("test"), Number("accuracy"), Number("tracks"), new("95 % CI")],
        [
            .. Own("validation tracks of the split", card.Validation),
            .. Own("test tracks of the split", card.Test),
            .. (card.Evaluations ?? []).Select(e => (string[])[e.Name, Percent(e.TrackAccuracy), Count(e.Tracks), Interval(new WilsonInterval(e.Low, e.High))]),
        ]);

    private static string[][] Own(string name, AccuracyFigures? figures) => figures is { Tracks: > 0 }
        ? [[name, Percent(figures.TrackAccuracy), Count(figures.Tracks), Interval(WilsonInterval.Of((int)Math.Round(figures.TrackAccuracy * figures.Tracks), figures.Tracks))]]
        : [];

    /// <summary>Creates a table of the settings.</summary>
    public static ReportTable Options(IReadOnlyList<(string Name, string Value)> options) => new(
        "Settings", [new("setting"), new("value")], [.. options.Select(o => (string[])[o.Name, o.Value])], "To repeat the run, use options.json, split.json and network.json in its folder.");

    /// <summary>Formats a Wilson interval.</summary>
    public static string Interval(WilsonInterval interval) => $"{Percent(interval.Low)} to {Percent(interval.High)}";

    /// <summary>Formats a share in percent.</summary>
    public static string Percent(double share) => PictureText.Percent(share);

    private static string Decimals(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static ReportColumn Number(string name) => new(name, IsNumber: true);
}
