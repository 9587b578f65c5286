using System.CommandLine;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Training.Backbones;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;
using GenreNet.Training.Live;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>train DATA --network NAME --out DIR</c>: fits a network, evaluates it on held-out tracks and saves it.</summary>
internal static class TrainCommand
{
    /// <summary>What --force replaces in a folder of a run.</summary>
    public const string FinishedRun = "the model of a finished run";

    private static readonly TrainingOptions Default = new();

    public static Command Create(Terminal terminal)
    {
        Option<string> folder = OutputSymbols.Folder("Folder of the run: model.onnx, history.csv, metrics.json, predictions.csv, options.json, network.json, environment.json, split.json, report.html.");
        Option<double> validationShare = CliSymbols.Number("--validation-share", "Share of the tracks for validation, which selects the best epoch.", Default.ValidationShare, 0.01, 0.49);
        Option<double> testShare = CliSymbols.Number("--test-share", "Share of the tracks that are held out for testing.", Default.TestShare, 0.01, 0.49);
        var tensorBoard = new Option<bool>("--tensorboard") { Description = "Also write the metrics of each epoch as TensorBoard events to the folder tensorboard of the run." };
        Option<bool> force = ForceSymbol.Create(FinishedRun);
        var live = new Option<bool>("--live") { Description = "Show the running fit on a page at 127.0.0.1, as 'watch' does." };
        Option<int> port = WatchCommand.Port();
        var resume = new Option<bool>("--resume") { Description = "Resume an interrupted run with the same options after its last completed epoch." };
        var training = new TrainingSymbols(hasTeachers: true, hasFineTuning: true, hasTrainers: true);
        var splits = new SplitSymbols();
        var command = new Command("train", "Train a network, evaluate it on held-out tracks, and save it as one .onnx file.") { folder, validationShare, testShare, tensorBoard, resume, force, live, port };
        training.AddTo(command);
        splits.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(port) is { Implicit: false } && result.GetResult(live) is not { Implicit: false })
            {
                result.AddError("--port requires --live");
            }
        });
        command.SetAction(parsed =>
        {
            var run = new RunFolder(parsed.GetRequiredValue(folder));
            RequireUnfinished(run, parsed.GetValue(resume), parsed.GetValue(force));
            SplitChoice splitting = splits.Read(parsed);
            splitting.RequireFiles(terminal.CancellationToken);
            var loader = new TrainingLoader(terminal, training.ReadSource(parsed), run.Features);
            FeatureSet data = loader.Load();
            TrainingOptions options = training.Read(parsed, data.Options) with { ValidationShare = parsed.GetValue(validationShare), TestShare = parsed.GetValue(testShare) };
            training.SayDevice(terminal, parsed, options, json: false);
            run.RequireWritable();
            using LiveServer? page = parsed.GetValue(live) ? WatchCommand.Open(terminal, run, parsed.GetValue(port)) : null;
            if ((options.IsLinear || options.Trainer is not null) && (parsed.GetValue(resume) || parsed.GetValue(tensorBoard)))
            {
                throw new GenreNetException(
                    $"{(options.IsLinear ? "The network" : "The trainer")} {options.Network} is fitted within seconds and has no epochs. Remove {(parsed.GetValue(resume) ? "--resume" : "--tensorboard")}.");
            }

            if (options.FineTuning is not null && parsed.GetValue(resume))
            {
                throw new GenreNetException("A run with --fine-tune has no checkpoints. Remove --resume to start again.");
            }

            RequireCheckpoint(terminal, run, parsed.GetValue(resume));
            DataSplit split = splitting.Draw(data, options);
            TeachingData? teaching = loader.LoadTeaching(data);
            Train(terminal, data, split, options with { Teaching = teaching?.Options }, run, parsed.GetValue(tensorBoard), parsed.GetValue(resume), teaching,
                pipeline => loader.LoadInputs(run.Inputs, pipeline));
            terminal.Say($"Try it: genrenet predict SONG --model {run.Path}");
            page?.Finish();
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
        if (split.IsLeaky && data.Augmentation is not null)
        {
            terminal.Warn("A leaky split cannot use augmented variants; training continues without them.");
        }

        // Before the fit: pretrained networks that are missing now would also be missing at export.
        using TrainingBackbone? backbone = data.Options.Source is null ? null : TrainingBackbone.Open(data.Options);
        var hooks = new FittingHooks { Checkpoint = folder.Checkpoint, Resumes = resumes, Teaching = teaching };
        if (options.FineTuning is not null)
        {
            hooks = new FittingHooks { Start = FineTuner.Start(backbone!, data, split, options, terminal.CancellationToken) };
            data = openInputs!(FineTuner.InputsOf(backbone!, data.Options));
        }

        TrainingRun run = terminal.Progress(json: false).Fit(progress =>
        {
            using var log = RunProgressLog.Start(folder.Progress, data, split, options, resumes, TimeProvider.System, progress);
            try
            {
                TrainingRun fitted = TrainingRun.Execute(
                    data, split, options, hasTensorBoard ? new TensorBoardLog(folder.TensorBoard, log, continues: resumes) : log, terminal.CancellationToken, hooks, backbone);
                folder.Save(fitted);
                ReportCommand.Write(folder);
                log.Complete();
                return fitted;
            }
            catch (Exception problem)
            {
                log.Fail(problem);
                throw;
            }
        });
        if (run.CrossValidation is { } inner)
        {
            WriteLinear(terminal, inner, run, data);
        }
        else if (options.Trainer is not null)
        {
            terminal.Say($"Fitted {run.Card.Network} ({run.Card.ParameterCount:N0} parameters) on {SplitText.Size(run.Split, data, SplitPart.Train)}: {run.Card.Training.Method.Split(';')[0]}.");
        }
        else
        {
            terminal.Say(
                $"Trained {run.Card.Network} ({run.Card.ParameterCount:N0} parameters) for {Plural.Of(run.Card.Training.Epochs, "epoch")} on {SplitText.Size(run.Split, data, SplitPart.Train)}; {Chosen(run, data)}.");
        }

        if (run.Test.Tracks.Total == 0)
        {
            terminal.Say("No track was held out, so the accuracy is unknown. Use 'crossval' with the same options to measure it.");
        }
        else
        {
            terminal.Say(split.Test.Count == 0
                ? "Cross-validation result (no track was held out):"
                : $"Evaluation on {SplitText.Size(split, data, SplitPart.Test, "test ")}:");
            EvaluationTables.Write(terminal.People(json: false), EvaluationReport.From(run.Test, run.TestSubset, split));
        }

        if (run.Card.Calibration is { } calibration)
        {
            terminal.Say($"{CalibrationText.Of(calibration)}.");
        }

        terminal.Say($"Saved {folder.Model}; the outputs of ONNX Runtime and {(options.Trainer is null ? "torch" : "ML.NET")} differ by at most {run.ExportDifference:0.0e+0}.");
        terminal.Say($"Report: {folder.Report}");
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
            $"In {inner.Fit.Folds}, {tracks.Right} of {Plural.Of(tracks.Total, "training track")} {Plural.Choose(tracks.Right, "was", "were")} classified correctly: {tracks.Accuracy:0.0 %} (95 % CI {low:0}-{high:0} %)."));
    }

    private static string Chosen(TrainingRun run, FeatureSet data) => run.Split.Validation.Count == 0
        ? "the last epoch is kept"
        : run.Card.Training.BestEpoch == 0
        ? $"no epoch improved the result on {SplitText.Size(run.Split, data, SplitPart.Validation, "validation ")}, so the pretrained networks are unchanged"
        : run.Histories.Count > 1
        ? $"the best epochs of the {run.Histories.Count} networks on {SplitText.Size(run.Split, data, SplitPart.Validation, "validation ")} were {string.Join(", ", run.Histories.Select(network => network.BestEpoch))}"
        : $"epoch {run.Card.Training.BestEpoch} was the best on {SplitText.Size(run.Split, data, SplitPart.Validation, "validation ")}";

    // A finished run can be resumed only if a later run in the same folder was interrupted; RequireCheckpoint reports that there is none.
    private static void RequireUnfinished(RunFolder run, bool resumes, bool isForced)
    {
        if (!resumes)
        {
            ForceSymbol.Require(isForced, run.Model, FinishedRun);
        }
    }

    private static void RequireCheckpoint(Terminal terminal, RunFolder run, bool resumes)
    {
        if (resumes && !run.Checkpoint.Exists)
        {
            throw new GenreNetException(File.Exists(run.Model)
                ? $"The run in {run.Path} is complete, so there is nothing to resume. Open its report with 'genrenet report {run.Path}', or replace --resume by --force to train again."
                : $"There is no checkpoint in {run.Path} to resume from. Remove --resume to start a new run.");
        }

        if (!resumes && run.Checkpoint.Exists)
        {
            terminal.Warn($"Replacing {run.Checkpoint.Path} of an earlier, incomplete run. To continue that run instead, use --resume.");
        }

        if (!resumes)
        {
            // Includes the checkpoints of ensemble members, which another run cannot resume.
            run.Checkpoint.Delete();
        }
    }
}
