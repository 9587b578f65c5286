using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>
/// Implements <c>calibrate MODEL DATA --out NEW</c>: calibrates a model's probabilities on tracks that it was not fitted on.
/// </summary>
internal static class CalibrateCommand
{
    private const ulong DefaultSeed = 42;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = ModelSymbols.Description };
        Argument<string> data = CliSymbols.Data();
        Option<string?> output = OutputSymbols.File("the same network with the new calibration", ModelSymbols.FileName);
        Option<string?> genreNames = CliSymbols.GenreNames();
        Option<string?> groups = CliSymbols.Groups();
        Option<ulong> seed = CliSymbols.Seed(DefaultSeed);
        Option<bool> json = CliSymbols.Json();
        Option<bool> force = ForceSymbol.Create(ModelSymbols.Existing);
        Option<string> subset = EvaluationSymbols.Subset("Tracks to calibrate on: those that the model was not trained on (held-out), all, or one part of the split of the model.");
        var command = new Command(
            "calibrate",
            "Fit the temperature of a model, so that its confidence matches its accuracy. The predicted genres stay the same. A multi-label model is calibrated per genre.")
        {
            model, data, output, subset, genreNames, groups, seed, json, force,
        };
        command.SetAction(parsed =>
        {
            string target = OutputSymbols.PathOf(parsed.GetRequiredValue(output)!, ModelSymbols.FileName);
            ForceSymbol.Require(parsed.GetValue(force), target, ModelSymbols.Existing);
            AtomicFile.RequireWritable(target);
            bool isJson = parsed.GetValue(json);
            var loader = new DataLoader(terminal, isJson, groups: parsed.GetValue(groups), genreNames: CliSymbols.Names(parsed.GetValue(genreNames)));
            using var evaluated = EvaluatedModel.Open(
                parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), loader, allowsMultiLabel: true);
            string part = parsed.GetRequiredValue(subset);
            int[] segments = EvaluationSubset.Select(part, evaluated.Data, evaluated.Classifier.Card.Training.Split);
            if (segments.Length == 0)
            {
                throw new DatasetException($"The data has no track in the subset '{part}'. Choose another subset with --subset, or give other data.");
            }

            ModelCard card = evaluated.Classifier.Card.IsMultiLabel
                ? WithLabels(evaluated, segments, parsed.GetValue(seed), terminal)
                : evaluated.Classifier.Card with { Calibration = Calibrate(evaluated.Classifier, evaluated.Data, segments, part, terminal.CancellationToken) };
            IReadOnlyList<string> written = evaluated.SaveWith(
                target, old => old with { Calibration = card.Calibration, LabelCalibration = card.LabelCalibration });
            Show(terminal, card, written, isJson);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, ModelCard card, IReadOnlyList<string> written, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(CalibrationJson.Of(card));
        }

        TextWriter people = json ? terminal.Error : terminal.Output;
        people.WriteLine(Terminal.Printable($"{CalibrationText.Of(card)}."));
        TableDisplay.Write(
            terminal.People(json), card.LabelCalibration is { } labels ? RunTables.Labels(labels) : RunTables.Levels(card.Calibration?.Levels ?? []));
        people.WriteLine(Terminal.Printable($"Wrote {string.Join(" and ", written)}."));
    }

    private static ModelCard WithLabels(EvaluatedModel evaluated, int[] segments, ulong seed, Terminal terminal)
    {
        (GenreClassifier classifier, FeatureSet data) = (evaluated.Classifier, evaluated.Data);
        ModelEvaluation.RequireFitting(classifier.Card, data);
        float[] probabilities = ModelEvaluation.ProbabilitiesOf(classifier, data, segments, terminal.CancellationToken);
        var calibrator = new LabelCalibrator(LabelClips.Of(data, segments, probabilities, classifier.Card), seed, terminal.CancellationToken);
        LabelCalibration labels = calibrator.Fit(data.DatasetName);
        foreach (string warning in calibrator.Warnings)
        {
            terminal.Warn(warning);
        }

        return classifier.Card with { LabelCalibration = labels };
    }

    private static CalibrationFacts Calibrate(GenreClassifier classifier, FeatureSet data, int[] segments, string subset, CancellationToken cancellationToken)
    {
        // Also checks that the data matches the model, before its predictions are used.
        EvaluationResult before = ModelEvaluation.Evaluate(classifier, data, segments, cancellationToken);
        float[] probabilities = ModelEvaluation.ProbabilitiesOf(classifier, data, segments, cancellationToken);
        float[] logits = LogitsOf(probabilities, classifier.Card.Calibration?.Temperature ?? 1);
        int[] places = [.. data.Genres.Select(genre => GenreName.IndexIn(classifier.Genres, genre))];
        bool isByTrack = classifier.Card.Pooling == SegmentPooling.LogMean;
        FittedTemperature fit = isByTrack
            ? ByTrack(data, segments, logits, places)
            : TemperatureScaling.Fit(logits, [.. segments.Select(segment => places[data.Labels[segment]])]);
        if (fit.Remark is { } reason && (classifier.Card.Calibration?.Temperature ?? 1) != 1)
        {
            // A temperature fitted to other tracks is better than none.
            throw new DatasetException($"The model is unchanged: {reason}. Calibrate it on other or more tracks.");
        }

        float[] after = [.. logits.Chunk(classifier.Genres.Count).SelectMany(row => TemperatureScaling.Softmax(row, fit.Temperature)).Select(p => (float)p)];
        EvaluationResult result = Evaluator.Evaluate(data, classifier.Genres, segments, after, classifier.Card.Pooling);
        return new CalibrationFacts
        {
            Temperature = fit.Temperature,
            FittedOn = FormattableString.Invariant($"{(isByTrack ? string.Empty : $"{Plural.Of(segments.Length, "segment")} of ")}{Plural.Of(before.Tracks.Total, "track")} ({subset}) of {data.DatasetName}"),
            ErrorBefore = fit.Before.Error,
            ErrorAfter = fit.After.Error,
            Remark = fit.Remark,
            Levels = ConfidenceLevels.Of(result.Predictions),
        };
    }

    /// <summary>
    /// Fits the temperature by track: if log probabilities are averaged, the mean logits of the segments are those of the track.
    /// </summary>
    private static FittedTemperature ByTrack(FeatureSet data, int[] segments, float[] logits, int[] places)
    {
        int genres = logits.Length / segments.Length;
        IGrouping<string, int>[] tracks = [.. Enumerable.Range(0, segments.Length).GroupBy(i => data.TrackIds[segments[i]], StringComparer.Ordinal)];
        float[] means = [.. tracks.SelectMany(track => Enumerable.Range(0, genres).Select(genre => track.Average(i => logits[(i * genres) + genre])))];
        return TemperatureScaling.Fit(means, [.. tracks.Select(track => places[data.Labels[segments[track.First()]]])], "tracks");
    }

    /// <summary>
    /// Computes logits that give the probabilities at a temperature. An offset common to all logits of a segment has no effect on a
    /// softmax.
    /// </summary>
    private static float[] LogitsOf(float[] probabilities, double temperature) =>
        [.. probabilities.Select(p => (float)(temperature * Math.Log(Math.Max(p, float.Epsilon))))];
}
