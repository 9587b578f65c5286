using System.CommandLine;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>combine MODEL MODEL --out NEW</c>: combines several models into one that averages their votes.</summary>
internal static class CombineCommand
{
    public static Command Create(Terminal terminal)
    {
        var models = new Argument<string[]>("MODEL") { Description = "Paths of the .onnx files to combine, or of the folders of their runs. The models must have the same genres, but may use different features.", Arity = new ArgumentArity(2, 16) };
        Option<string?> output = OutputSymbols.File("the combined model", ModelSymbols.FileName);
        var weights = new Option<string?>("--weights") { Description = "Weights of the models, separated by commas, such as 0.3,0.7. Default: equal weights, or fitted weights with --crossval." };
        var crossvals = new Option<string[]>("--crossval")
        {
            Description = "Path of the crossval.json of each model, in the order of the models and from the same data; weights and temperature are fitted to these predictions.",
            AllowMultipleArgumentsPerToken = true,
        };
        var balance = new Option<bool>("--balance-genres") { Description = "Give all genres the same total weight when the model weights are fitted." };
        Option<bool> force = ForceSymbol.Create(ModelSymbols.Existing);
        Option<double> hop = CliSymbols.Number("--hop-seconds", "Time in seconds from the start of a segment to the start of the next. Default: the longest hop of the models.", 0.01, 600.0);
        var command = new Command("combine", "Combine several models into one that multiplies their probabilities, each raised to the weight of its model.") { models, output, weights, crossvals, balance, hop, force };
        command.Validators.Add(parsed =>
        {
            int count = parsed.GetValue(models)?.Length ?? 0;
            int reports = parsed.GetValue(crossvals)?.Length ?? 0;
            if (reports > 0 && parsed.GetValue(weights) is not null)
            {
                parsed.AddError("--weights sets the weights and --crossval fits them. Remove one of the two options");
            }
            else if (reports > 0 && reports != count)
            {
                parsed.AddError($"--crossval requires one crossval.json per model ({count}) in the same order, not {reports}");
            }
            else if (parsed.GetValue(weights) is { } text && ParseWeights(text)?.Length != count)
            {
                parsed.AddError($"--weights must be {count} numbers from 0 to 1 that are not all 0, separated by commas, not '{text}'");
            }

            if (reports == 0 && parsed.GetValue(balance))
            {
                parsed.AddError("--balance-genres has no effect without --crossval. Add --crossval, or remove --balance-genres");
            }
        });
        command.SetAction(parsed =>
        {
            string target = OutputSymbols.PathOf(parsed.GetRequiredValue(output)!, ModelSymbols.FileName);
            ForceSymbol.Require(parsed.GetValue(force), target, ModelSymbols.Existing);
            AtomicFile.RequireWritable(target);
            string[] paths = [.. parsed.GetRequiredValue(models).Select(name => ModelSymbols.FileOf(name, "cannot be combined"))];
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
                    $"The combined model classifies {fit.Correct} of {Plural.Of(fit.Tracks, "track")} correctly ({(double)fit.Correct / fit.Tracks:0.0 %}, mean over genres {fit.Macro:0.0 %}), log loss {fit.Loss:0.000}, temperature {fit.Temperature:0.00}. The weights for each track were fitted on the other tracks."));
            }

            terminal.Say($"Wrote {target}; its probabilities and those computed from the separate models differ by at most {combined.Difference:0.0e+0}.");
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
            if (!VoteAnswers.Read(report).MayBeOf(ModelCard.Read(path)))
            {
                throw new GenreNetException(
                    $"{report} is not the cross-validation of {path} (the network or the features differ). Give the reports in the order of the models.");
            }
        }
    }

    private static ReportTable Table(CombinedModel combined, VoteFit? fit, string[] paths) => new(
        "Combined models",
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
