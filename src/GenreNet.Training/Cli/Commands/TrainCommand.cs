using System.CommandLine;
using GenreNet.Core.Datasets;
using GenreNet.Core.Datasets.Splits;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;
using GenreNet.Training.Cli.Display;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;
using GenreNet.Training.Networks;
using GenreNet.Training.Networks.Files;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli.Commands;

/// <summary><c>train DATA --network NAME --out DIR</c>: fits a network, evaluates it on tracks kept aside and saves it.</summary>
internal static class TrainCommand
{
    // How many there are does not matter to whether a network fits.
    private const int FewestGenres = 2;

    private static readonly TrainingOptions Default = new();

    public static Command Create(Terminal terminal)
    {
        Argument<string> data = CliSymbols.Data();
        Option<string> folder = CliSymbols.Out("The folder of the run: model.onnx, history.csv, metrics.json, options.json, network.json, split.json.");
        var network = new Option<string?>("--network")
        {
            Description = $"The network to fit; without this {GenreNetworks.Default}, or {GenreNetworks.DefaultForRows} for segments too small for it, such as summaries. A .json file is a network of your own.",
        };
        network.CompletionSources.Add([.. GenreNetworks.Names]);
        network.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string name }] && !NetworkFile.IsPath(name) && !GenreNetworks.Names.Contains(name))
            {
                result.AddError($"there is no network '{name}': choose one of {string.Join(", ", GenreNetworks.Names)}, or give a .json file");
            }
        });
        Option<ulong> seed = CliSymbols.Seed(Default.Seed);
        Option<int> epochs = CliSymbols.Number("--epochs", "Most epochs; fitting stops earlier when it no longer helps.", Default.Epochs, 1, 100_000);
        Option<int> patience = CliSymbols.Number("--patience", "Epochs without a lower validation loss until fitting stops.", Default.Patience, 1, 100_000);
        Option<int> batchSize = CliSymbols.Number("--batch-size", "Segments a step.", Default.BatchSize, 2, 65_536);
        Option<double> learningRate = CliSymbols.Number("--learning-rate", "Step size of Adam.", Default.LearningRate, 1e-9, 10);
        Option<double> validationShare = CliSymbols.Number("--validation-share", "Share of the tracks that choose the best epoch.", Default.ValidationShare, 0.01, 0.49);
        Option<double> testShare = CliSymbols.Number("--test-share", "Share of the tracks that are kept aside for the evaluation.", Default.TestShare, 0.01, 0.49);
        Option<int> threads = CliSymbols.Number("--threads", "Threads of torch; runs repeat bit for bit at the same number.", Default.Threads, 1, 1024);
        Option<string?> quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
        Option<string?> groups = CliSymbols.Groups();
        var features = new FeatureSymbols();
        var splits = new SplitSymbols();
        var command = new Command("train", "Fit a network, evaluate it on tracks kept aside, and save it as one .onnx file.")
        {
            data, folder, network, seed, epochs, patience, batchSize, learningRate, validationShare, testShare, threads, quarantine, groups,
        };
        splits.AddTo(command);
        features.AddTo(command);
        command.SetAction(parsed =>
        {
            var run = new RunFolder(parsed.GetRequiredValue(folder));
            string source = parsed.GetRequiredValue(data);
            DataKind kind = DataLoader.KindOf(source);
            RequireUseful(source, kind, features.IsGiven(parsed), parsed.GetValue(quarantine) is not null);
            FeatureOptions wanted = features.Read(parsed);
            if (kind == DataKind.Dataset)
            {
                // Before the features are extracted, which takes longest.
                _ = NetworkFor(parsed.GetValue(network), wanted, FewestGenres);
            }

            splits.RequireFiles(parsed, terminal.CancellationToken);
            var loader = new DataLoader(terminal, json: false, parsed.GetValue(quarantine), parsed.GetValue(groups));
            FeatureSet prepared = kind == DataKind.Dataset ? loader.PrepareAndLoad(source, wanted, run.Features) : loader.Load(source);
            var options = new TrainingOptions
            {
                Network = NetworkFor(parsed.GetValue(network), prepared.Options, prepared.Genres.Count),
                Seed = parsed.GetValue(seed),
                Epochs = parsed.GetValue(epochs),
                Patience = parsed.GetValue(patience),
                BatchSize = parsed.GetValue(batchSize),
                LearningRate = parsed.GetValue(learningRate),
                ValidationShare = parsed.GetValue(validationShare),
                TestShare = parsed.GetValue(testShare),
                Threads = parsed.GetValue(threads),
            };
            run.RequireWritable();
            Train(terminal, prepared, splits.Draw(parsed, prepared, options), options, run);
            terminal.Output.WriteLine($"Try it: genrenet predict SONG --model {run.Model}");
            return ExitCode.Done;
        });
        return command;
    }

    private static void RequireUseful(string source, DataKind kind, bool areFeaturesGiven, bool isQuarantineGiven)
    {
        if (kind == DataKind.Prepared && isQuarantineGiven)
        {
            throw new GenreNetException($"{source} is prepared already, so --quarantine would change nothing: give it to 'prepare'.");
        }

        if (kind == DataKind.Table && areFeaturesGiven)
        {
            throw new GenreNetException($"{source} is a table of summaries, so options of features would change nothing: leave them out, or give the audio.");
        }
    }

    private static string NetworkFor(string? name, FeatureOptions features, int genreCount)
    {
        var segment = new TensorShape(features.FrameCount, features.CoefficientCount);
        string network = name ?? GenreNetworks.DefaultFor(segment);
        _ = NetworkSource.Open(network, genreCount, segment);
        return network;
    }

    /// <summary>Trains, saves, and shows both.</summary>
    public static TrainingRun Train(Terminal terminal, FeatureSet data, DataSplit split, TrainingOptions options, RunFolder folder)
    {
        SplitText.Write(terminal, split, data);
        TrainingRun run = terminal.Progress(json: false).Fit(progress => TrainingRun.Execute(data, split, options, progress, terminal.CancellationToken));
        folder.Save(run);
        terminal.Output.WriteLine(
            $"Fitted {run.Card.Network} ({run.Card.ParameterCount:N0} parameters) for {run.Card.Training.Epochs} epochs on {SplitText.Size(split, data, SplitPart.Train)}; epoch {run.Card.Training.BestEpoch} was the best on the {SplitText.Size(split, data, SplitPart.Validation)} that choose it.");
        terminal.Output.WriteLine($"Evaluation on {SplitText.Size(split, data, SplitPart.Test)} that were kept aside:");
        EvaluationTables.Write(terminal.People(json: false), EvaluationReport.From(run.Test, "test", split));
        terminal.Output.WriteLine($"Saved {folder.Model}; ONNX Runtime gives the same outputs as torch within {run.ExportDifference:0.0e+0}.");
        return run;
    }
}
