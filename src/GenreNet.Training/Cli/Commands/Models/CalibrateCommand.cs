using System.CommandLine;
using GenreNet.Core.Datasets;
using GenreNet.Core.Errors;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Inference.Models;
using GenreNet.Training.Cli.Commands.Evaluation;
using GenreNet.Training.Cli.Display;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Evaluation.Calibration;
using GenreNet.Training.Reports.Runs;

namespace GenreNet.Training.Cli.Commands.Models;

/// <summary><c>calibrate MODEL DATA --out NEW</c>: fits a model's temperature to tracks that it was not fitted on.</summary>
internal static class CalibrateCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = ModelSymbols.Description };
        Argument<string> data = CliSymbols.Data();
        Option<string> output = CliSymbols.Out("The .onnx file to write: the same network with the new temperature.");
        Option<string?> genreNames = CliSymbols.GenreNames();
        Option<string> subset = EvaluationSymbols.Subset("Which tracks to fit it to: those the model was not fitted on, all, or one part of its own split.");
        var command = new Command("calibrate", "Fit a model's temperature, so that its confidence is as often right as it says; the answers stay the same.") { model, data, output, subset, genreNames };
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(output);
            AtomicFile.RequireWritable(target);
            var loader = new DataLoader(terminal, json: false, genreNames: CliSymbols.Names(parsed.GetValue(genreNames)));
            using var evaluated = EvaluatedModel.Open(InstalledModels.Resolve(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(data), loader);
            (GenreClassifier classifier, FeatureSet features) = (evaluated.Classifier, evaluated.Data);
            string part = parsed.GetRequiredValue(subset);
            int[] segments = EvaluationSubset.Select(part, features, classifier.Card.Training.Split);
            if (segments.Length == 0)
            {
                throw new DatasetException($"no track of the data is in the subset '{part}': choose another with --subset, or other data.");
            }

            CalibrationFacts facts = Calibrate(classifier, features, segments, part, terminal.CancellationToken);
            IReadOnlyList<string> written = evaluated.SaveWith(target, card => card with { Calibration = facts });
            terminal.Say($"{CalibrationText.Of(facts)}.");
            TableDisplay.Write(terminal.People(json: false), RunTables.Levels(facts.Levels ?? []));
            terminal.Say($"Wrote {string.Join(" and ", written)}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static CalibrationFacts Calibrate(GenreClassifier classifier, FeatureSet data, int[] segments, string subset, CancellationToken cancellationToken)
    {
        // Checks that the data is for the model, before its answers are used.
        EvaluationResult before = ModelEvaluation.Evaluate(classifier, data, segments, cancellationToken);
        float[] probabilities = ModelEvaluation.ProbabilitiesOf(classifier, data, segments, cancellationToken);
        float[] logits = LogitsOf(probabilities, classifier.Card.Calibration?.Temperature ?? 1);
        int[] places = [.. data.Genres.Select(genre => GenreName.IndexIn(classifier.Genres, genre))];
        bool isByTrack = classifier.Card.Pooling == SegmentPooling.LogMean;
        TemperatureFit fit = isByTrack
            ? ByTrack(data, segments, logits, places)
            : TemperatureScaling.Fit(logits, [.. segments.Select(segment => places[data.Labels[segment]])]);
        float[] after = [.. logits.Chunk(classifier.Genres.Count).SelectMany(row => TemperatureScaling.Softmax(row, fit.Temperature)).Select(p => (float)p)];
        EvaluationResult result = Evaluator.Evaluate(data, classifier.Genres, segments, after, classifier.Card.Pooling);
        return new CalibrationFacts
        {
            Temperature = fit.Temperature,
            FittedOn = FormattableString.Invariant($"{(isByTrack ? string.Empty : $"{segments.Length} segments of ")}{before.Tracks.Total} tracks ({subset}) of {data.DatasetName}"),
            ErrorBefore = fit.Before.Error,
            ErrorAfter = fit.After.Error,
            Remark = fit.Remark,
            Levels = ConfidenceLevels.Of(result.Predictions),
        };
    }

    /// <summary>Fits to whole tracks: where log probabilities are averaged, the mean logits of the segments are those of the track.</summary>
    private static TemperatureFit ByTrack(FeatureSet data, int[] segments, float[] logits, int[] places)
    {
        int genres = logits.Length / segments.Length;
        IGrouping<string, int>[] tracks = [.. Enumerable.Range(0, segments.Length).GroupBy(i => data.TrackIds[segments[i]], StringComparer.Ordinal)];
        float[] means = [.. tracks.SelectMany(track => Enumerable.Range(0, genres).Select(genre => track.Average(i => logits[(i * genres) + genre])))];
        return TemperatureScaling.Fit(means, [.. tracks.Select(track => places[data.Labels[segments[track.First()]]])], "tracks");
    }

    /// <summary>Logits that give the probabilities at a temperature. What all logits of a segment share, a softmax takes away anyway.</summary>
    private static float[] LogitsOf(float[] probabilities, double temperature) =>
        [.. probabilities.Select(p => (float)(temperature * Math.Log(Math.Max(p, float.Epsilon))))];
}
