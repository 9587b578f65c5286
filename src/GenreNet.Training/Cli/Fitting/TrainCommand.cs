using System.CommandLine;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Training.Backbones;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>train DATA --network NAME --out DIR</c>: fits a network, evaluates it on held-out tracks and saves it.</summary>
internal static class TrainCommand
{
    private static readonly TrainingOptions Default = new();

    public static Command Create(Terminal terminal)
    {
        Option<string> folder = CliSymbols.Out("The folder of the run: model.onnx, history.csv, metrics.json, predictions.csv, options.json, network.json, environment.json, split.json, report.html.");
        Option<double> validationShare = CliSymbols.Number("--validation-share", "Share of the tracks that choose the best epoch.", Default.ValidationShare, 0.01, 0.49);
        Option<double> testShare = CliSymbols.Number("--test-share", "Share of the tracks that are kept aside for the evaluation.", Default.TestShare, 0.01, 0.49);
        var tensorBoard = new Option<bool>("--tensorboard") { Description = "Also write the figures of each epoch as events for TensorBoard, into the folder tensorboard of the run." };
        var resume = new Option<bool>("--resume") { Description = "Go on with a run of the same options that was ended before it was over, after the last epoch that it had finished." };
        var training = new TrainingSymbols(hasTeachers: true, hasFineTuning: true);
        var splits = new SplitSymbols();
        var command = new Command("train", "Fit a network, evaluate it on tracks kept aside, and save it as one .onnx file.") { folder, validationShare, testShare, tensorBoard, resume };
        training.AddTo(command);
        splits.AddTo(command);
        command.SetAction(parsed =>
        {
            var run = new RunFolder(parsed.GetRequiredValue(folder));
            splits.RequireFiles(parsed, terminal.CancellationToken);
            FeatureSet data = training.Open(parsed, terminal, run.Features);
            TrainingOptions options = training.Read(parsed, data) with { ValidationShare = parsed.GetValue(validationShare), TestShare = parsed.GetValue(testShare) };
            run.RequireWritable();
            if (options.IsLinear && (parsed.GetValue(resume) || parsed.GetValue(tensorBoard)))
            {
                throw new GenreNetException(
                    $"the network {options.Network} is fitted within seconds and has no epochs, so there is nothing to {(parsed.GetValue(resume) ? "resume: leave out --resume" : "log for TensorBoard: leave out --tensorboard")}.");
            }

            if (options.FineTuning is not null && parsed.GetValue(resume))
            {
                throw new GenreNetException("a run with --fine-tune has no checkpoints to resume from: leave out --resume to make it again.");
            }

            RequireCheckpoint(terminal, run, parsed.GetValue(resume));
            DataSplit split = splits.Draw(parsed, data, options);
            TeachingData? teaching = training.Teach(parsed, terminal, run.Features, data);
            Train(terminal, data, split, options with { Teaching = teaching?.Options }, run, parsed.GetValue(tensorBoard), parsed.GetValue(resume), teaching,
                pipeline => training.OpenInputs(parsed, terminal, run.Inputs, pipeline));
            terminal.Say($"Try it: genrenet predict SONG --model {run.Model}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Trains and saves a network, displaying both steps.</summary>
    public static TrainingRun Train(
        Terminal terminal, FeatureSet data, DataSplit split, TrainingOptions options, RunFolder folder,
        bool hasTensorBoard = false, bool resumes = false, TeachingData? teaching = null, Func<FeaturePipeline, FeatureSet>? openInputs = null)
    {
        SplitText.Write(terminal, options.SplitToFit(split), data);
        if (split.IsLeaky && data.Copies is not null)
        {
            terminal.Warn("a leaky split cannot share out augmented copies: none of them is learnt from.");
        }

        // Before the fit: pretrained networks that are missing now would also be missing at export.
        using TrainingBackbone? backbone = data.Options.Source is null ? null : TrainingBackbone.Open(data.Options);
        var hooks = new FittingHooks { Checkpoint = folder.Checkpoint, Resumes = resumes, Teaching = teaching };
        if (options.FineTuning is not null)
        {
            hooks = new FittingHooks { Start = FineTuner.Start(backbone!, data, split, options, terminal.CancellationToken) };
            data = openInputs!(FineTuner.InputsOf(backbone!, data.Options));
        }

        TrainingRun run = terminal.Progress(json: false).Fit(progress => TrainingRun.Execute(
            data, split, options, hasTensorBoard ? new TensorBoardLog(folder.TensorBoard, progress, continues: resumes) : progress, terminal.CancellationToken, hooks, backbone));
        folder.Save(run);
        ReportCommand.Write(folder);
        if (run.CrossValidation is { } inner)
        {
            WriteLinear(terminal, inner, run, data);
        }
        else
        {
            terminal.Say(
                $"Fitted {run.Card.Network} ({run.Card.ParameterCount:N0} parameters) for {run.Card.Training.Epochs} epochs on {SplitText.Size(run.Split, data, SplitPart.Train)}; {Chosen(run, data)}.");
        }

        if (run.Test.Tracks.Total == 0)
        {
            terminal.Say("No track was kept aside, so there is no accuracy: 'crossval' with the same options measures it.");
        }
        else
        {
            terminal.Say(split.Test.Count == 0
                ? "Evaluation of the cross-validation, as no track was kept aside:"
                : $"Evaluation on {SplitText.Size(split, data, SplitPart.Test)} that were kept aside:");
            EvaluationTables.Write(terminal.People(json: false), EvaluationReport.From(run.Test, run.TestSubset, split));
        }

        if (run.Card.Calibration is { } calibration)
        {
            terminal.Say($"{CalibrationText.Of(calibration)}.");
        }

        terminal.Say($"Saved {folder.Model}; ONNX Runtime gives the same outputs as torch within {run.ExportDifference:0.0e+0}.");
        terminal.Say($"Look at the run: {folder.Report}");
        return run;
    }

    private static void WriteLinear(Terminal terminal, LinearEvaluation inner, TrainingRun run, FeatureSet data)
    {
        foreach (string warning in inner.Fit.Warnings)
        {
            terminal.Warn(warning);
        }

        string method = inner.Fit.Options.Method == LinearMethod.Logistic ? "logistic" : "ridge";
        string chosen = inner.Fit.L2s.Count == 1 ? string.Empty : " chosen by cross-validation";
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Fitted {run.Card.Network} ({run.Card.ParameterCount:N0} parameters) on {SplitText.Size(run.Split, data, SplitPart.Train)} by {method} regression, L2 {inner.Fit.L2}{chosen}."));
        ConfusionMatrix tracks = inner.Result.Tracks;
        (double low, double high) = (100 * tracks.Interval.Low, 100 * tracks.Interval.High);
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{inner.Fit.Folds}: {tracks.Right} of {tracks.Total} training tracks correct, {tracks.Accuracy:0.0 %} (95 % CI {low:0}-{high:0} %)."));
    }

    private static string Chosen(TrainingRun run, FeatureSet data) => run.Split.Validation.Count == 0
        ? "the last is kept"
        : run.Card.Training.BestEpoch == 0
        ? $"no epoch was better on the {SplitText.Size(run.Split, data, SplitPart.Validation)} that choose it, so the pretrained networks are unchanged"
        : $"epoch {run.Card.Training.BestEpoch} {(run.Options.Members > 1 ? "of the first network " : string.Empty)}was the best on the {SplitText.Size(run.Split, data, SplitPart.Validation)} that choose it";

    private static void RequireCheckpoint(Terminal terminal, RunFolder run, bool resumes)
    {
        if (resumes && !run.Checkpoint.Exists)
        {
            throw new GenreNetException(File.Exists(run.Model)
                ? $"the run in {run.Path} is over, and there is nothing to resume: look at it with 'genrenet report {run.Path}', or leave out --resume to make it again."
                : $"there is no checkpoint in {run.Path} to resume from: leave out --resume to begin.");
        }

        if (!resumes && run.Checkpoint.Exists)
        {
            terminal.Warn($"{run.Checkpoint.Path} of an earlier run that was not over is being replaced: with --resume that run would be gone on with.");
        }

        if (!resumes)
        {
            // Includes the checkpoints of ensemble members, which another run cannot resume.
            run.Checkpoint.Delete();
        }
    }
}
