using System.CommandLine;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>combine MODEL MODEL --out NEW</c>: combines several models into one that averages their votes.</summary>
internal static class CombineCommand
{
    public static Command Create(Terminal terminal)
    {
        var models = new Argument<string[]>("MODEL") { Description = "The .onnx files of the models that vote: of the same genres, of any features.", Arity = new ArgumentArity(2, 16) };
        Option<string> output = CliSymbols.Out("The .onnx file to write.");
        var weights = new Option<string?>("--weights") { Description = "The share of each model in the vote, separated by commas, such as 0.3,0.7; without this and --crossval, equal shares." };
        var crossvals = new Option<string[]>("--crossval")
        {
            Description = "The crossval.json of each model, in the order of the models and of the same data: weights and temperature are fitted to these answers.",
            AllowMultipleArgumentsPerToken = true,
        };
        var balance = new Option<bool>("--balance-genres") { Description = "Let all genres weigh the same together when weights are fitted." };
        Option<double> hop = CliSymbols.Number("--hop-seconds", "From the start of a segment to that of the next; without this, the longest hop of the models.", 0.01, 600.0);
        var command = new Command("combine", "Make one model of several, which vote: their probabilities are multiplied, each raised to its weight.") { models, output, weights, crossvals, balance, hop };
        command.Validators.Add(parsed =>
        {
            int count = parsed.GetValue(models)?.Length ?? 0;
            int reports = parsed.GetValue(crossvals)?.Length ?? 0;
            if (reports > 0 && parsed.GetValue(weights) is not null)
            {
                parsed.AddError("--weights gives the weights and --crossval fits them: leave one out");
            }
            else if (reports > 0 && reports != count)
            {
                parsed.AddError($"{count} models need as many crossval.json, in the same order, not {reports}");
            }
            else if (parsed.GetValue(weights) is { } text && ParseWeights(text)?.Length != count)
            {
                parsed.AddError($"--weights must be {count} numbers from 0 to 1 that are not all 0, separated by commas, not '{text}'");
            }

            if (reports == 0 && parsed.GetValue(balance))
            {
                parsed.AddError("--balance-genres changes nothing without --crossval: add that, or leave it out");
            }
        });
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(output);
            AtomicFile.RequireWritable(target);
            string[] paths = [.. parsed.GetRequiredValue(models).Select(name => ModelSymbols.FileOf(name, "cannot vote"))];
            string[] reports = parsed.GetValue(crossvals) ?? [];
            RequireOrder(paths, reports);
            VoteFit? fit = reports.Length == 0 ? null : VoteFit.Of(VoteAnswers.Load(reports), parsed.GetValue(balance));
            double[] shares = parsed.GetValue(weights) is { } text ? ParseWeights(text)! : [.. paths.Select(_ => 1.0 / paths.Length)];
            double? hopSeconds = parsed.GetResult(hop) is null ? null : parsed.GetValue(hop);
            CombinedModel combined = CombinedModel.Of(paths, shares, fit, parsed.GetValue(balance), hopSeconds);
            AtomicFile.Write(target, stream => stream.Write(combined.File));
            TableDisplay.Write(terminal.People(json: false), Table(combined, fit, paths));
            if (fit is not null)
            {
                terminal.Say(FormattableString.Invariant(
                    $"The vote is correct on {fit.Correct} of {fit.Tracks} tracks ({(double)fit.Correct / fit.Tracks:0.0 %}, macro {fit.Macro:0.0 %}), log loss {fit.Loss:0.000}, temperature {fit.Temperature:0.00}. Each track was classified with weights that were fitted to the others."));
            }

            terminal.Say($"Wrote {target}; it gives the same answers as its parts within {combined.Difference:0.0e+0}.");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>
    /// Verifies that each report belongs to its model: in another order, the weights would be assigned to the wrong models.
    /// </summary>
    private static void RequireOrder(string[] paths, string[] reports)
    {
        foreach ((string path, string report) in paths.Zip(reports))
        {
            using var classifier = GenreClassifier.Load(path);
            if (!VoteAnswers.Read(report).MayBeOf(classifier.Card))
            {
                throw new GenreNetException(
                    $"{report} is not the cross-validation of {path} (another network or other features): give the reports in the order of the models.");
            }
        }
    }

    private static ReportTable Table(CombinedModel combined, VoteFit? fit, string[] paths) => new(
        "The vote",
        [new("model"), new("network"), new("weight", true), new("95 % CI", true), new("correct alone", true), new("log loss alone", true)],
        [
            .. combined.Card.Parts!.Select((part, i) => (string[])
            [
                Path.GetFileName(paths[i]),
                part.Network,
                Number(part.Weight),
                fit is null ? string.Empty : $"{Number(fit.Low[i])}-{Number(fit.High[i])}",
                fit is null ? string.Empty : $"{fit.CorrectOfParts[i]} of {fit.Tracks}",
                fit is null ? string.Empty : fit.LossOfParts[i].ToString("0.000", CultureInfo.InvariantCulture),
            ]),
        ]);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    // Returns weights that sum to one, or null.
    private static double[]? ParseWeights(string text)
    {
        List<double> weights = [];
        foreach (string part in text.Split(','))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) || !(weight is >= 0 and <= 1))
            {
                return null;
            }

            weights.Add(weight);
        }

        return weights.Sum() > 0 ? [.. weights.Select(weight => weight / weights.Sum())] : null;
    }
}
