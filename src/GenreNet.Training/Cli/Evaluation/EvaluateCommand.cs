using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>evaluate MODEL DATA [--json]</c>: measures the accuracy of a saved model.</summary>
internal static class EvaluateCommand
{
    private const string LeakyModel = "The model was trained on segments of these tracks (leaky split), so the accuracy is inflated. Evaluate the model on other tracks.";

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = ModelSymbols.Description };
        Argument<string> data = CliSymbols.Data();
        Option<bool> json = CliSymbols.Json();
        Option<string?> genreNames = CliSymbols.GenreNames();
        Option<string> subset = EvaluationSymbols.Subset("Tracks to evaluate: those that the model was not trained on (held-out), all, or one part of the split of the model.");
        var command = new Command("evaluate", "Measure the accuracy of a model by segment and by track.") { model, data, json, subset, genreNames };
        command.SetAction(parsed =>
        {
            bool isJson = parsed.GetValue(json);
            var loader = new DataLoader(terminal, isJson, genreNames: CliSymbols.Names(parsed.GetValue(genreNames))) { SkipsBadEntries = true };
            using var evaluated = EvaluatedModel.Open(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), loader);
            EvaluationReport report = Evaluate(terminal, evaluated.Classifier, evaluated.Data, parsed.GetRequiredValue(subset));
            if (isJson)
            {
                terminal.Output.WriteLine(report.ToJson());
            }
            else
            {
                EvaluationTables.Write(terminal.People(isJson), report);
            }

            return loader.ExitCodeSoFar;
        });
        return command;
    }

    private static EvaluationReport Evaluate(Terminal terminal, GenreClassifier classifier, FeatureSet features, string subset)
    {
        DataSplit split = classifier.Card.Training.Split;
        int[] segments = EvaluationSubset.Select(subset, features, split);
        int left = features.TrackCount - segments.Select(s => features.TrackIds[s]).Distinct(StringComparer.Ordinal).Count();
        if (segments.Length == 0)
        {
            throw new DatasetException($"The data has no track in the subset '{subset}'. Choose another subset with --subset, or give other data.");
        }

        if (left > 0 && subset == EvaluationSubset.HeldOut)
        {
            terminal.Warn($"{Plural.Of(left, "track")} {Plural.Choose(left, "is", "are")} excluded because the model was trained or selected on {Plural.Choose(left, "it", "them")}. Use --subset all to include all tracks.");
        }

        var fitted = split.Train.Concat(split.Validation).ToHashSet(StringComparer.Ordinal);
        string[] counted = [.. segments.Select(segment => features.TrackIds[segment]).Distinct(StringComparer.Ordinal)];
        if (subset == EvaluationSubset.HeldOut && fitted.Count > 0 && left == 0)
        {
            WarnOfNames(terminal, counted, fitted);
        }
        else if (subset == "all" && counted.Count(fitted.Contains) is > 0 and int own)
        {
            terminal.Warn($"{own} of {Plural.Of(counted.Length, "track")} {Plural.Choose(own, "was", "were")} used to train or select the model, so the accuracy is too high.");
        }

        bool isLeaky = EvaluationSubset.IsLeaky(segments, features, split);
        if (isLeaky)
        {
            terminal.Warn(LeakyModel);
        }

        EvaluationResult result = ModelEvaluation.Evaluate(classifier, features, segments, terminal.CancellationToken);
        // After the evaluation, which has checked that the features match the model.
        WarnOfNovelty(terminal, classifier, features, segments);
        return EvaluationReport.From(result, subset) with { Split = split.Kind, Warning = isLeaky ? LeakyModel : null };
    }

    /// <summary>Warns if ids differ but file names do not: the same clips may be stored in other folders.</summary>
    private static void WarnOfNames(Terminal terminal, string[] counted, HashSet<string> fitted)
    {
        var names = fitted.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        string[] same = [.. counted.Where(id => names.Contains(NameOf(id)))];
        if (same.Length == 0)
        {
            // This is the normal case of a held-out set, so it is not a warning; but only names are compared, and renamed files have
            // different names.
            terminal.Error.WriteLine($"Evaluating all tracks ({counted.Length}): none has the id or the file name of a training or validation track of the model.");
            return;
        }

        terminal.Warn(
            $"{same.Length} of {Plural.Of(counted.Length, "track")} {Plural.Choose(same.Length, "has", "have")} the file name of a training or validation track of the model, such as {same[0]}. "
            + "If these are the same clips, the accuracy is too high.");

        static string NameOf(string id) => id[(id.LastIndexOf('/') + 1)..];
    }

    private static void WarnOfNovelty(Terminal terminal, GenreClassifier classifier, FeatureSet features, int[] segments)
    {
        if (features.Options != classifier.Card.Features)
        {
            // The data contains predictions instead of features, for models whose cards have no feature statistics.
            return;
        }

        double?[] novelties = [.. segments.GroupBy(segment => features.TrackIds[segment]).Select(track => classifier.MeasureNovelty(features.Gather([.. track])))];
        int unlike = novelties.Count(novelty => novelty > 1);
        if (unlike > 0)
        {
            terminal.Warn(
                $"{unlike} of {Plural.Of(novelties.Length, "track")} {Plural.Choose(unlike, "differs", "differ")} from the music that the model was trained on (novelty above 1; common for clips shorter than 10 s).");
        }
    }
}
