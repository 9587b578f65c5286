using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>demo</c>: runs the complete workflow, from generating data to a prediction.</summary>
internal static class DemoCommand
{
    /// <summary>Seed of the clips that are not part of the training data.</summary>
    private const ulong UnseenSeed = 1_000_003;

    private const string RunName = "run";

    // The one-cycle schedule converges within few epochs.
    private static readonly TrainingOptions DemoOptions = new()
    {
        Network = "resnet",
        Epochs = 8,
        LearningRate = 3e-3,
        LabelSmoothing = 0.1,
        Optimizer = new OptimizerOptions { Kind = OptimizerKind.AdamW, WeightDecay = 0.01 },
        Schedule = new ScheduleOptions { Kind = ScheduleKind.OneCycle },
    };

    public static Command Create(Terminal terminal)
    {
        Option<string> folder = OutputSymbols.Folder("Folder for all output files.", "genrenet-demo");
        Option<int> tracks = CliSymbols.Number("--tracks", "Number of tracks per style.", new SyntheticOptions().TracksPerStyle, 3, 10_000);
        Option<int> epochs = CliSymbols.Number("--epochs", "Number of epochs.", DemoOptions.Epochs, 1, 100_000);
        Option<bool> force = ForceSymbol.Create($"{TrainCommand.FinishedRun} that is not of the demo");
        Option<ulong> seed = CliSymbols.Seed(new TrainingOptions().Seed);
        var command = new Command("demo", "Generate a dataset, extract its features, train and evaluate a network, and classify clips that are not part of the dataset.")
        {
            folder, tracks, epochs, seed, force,
        };
        command.SetAction(parsed =>
        {
            RequireOwn(new RunFolder(Path.Combine(parsed.GetRequiredValue(folder), RunName)), parsed.GetValue(force));
            Run(terminal, parsed.GetRequiredValue(folder), parsed.GetValue(tracks), DemoOptions with { Seed = parsed.GetValue(seed), Epochs = parsed.GetValue(epochs), Patience = parsed.GetValue(epochs) });
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>
    /// Throws if the folder contains the run of another command. The demo replaces its own results, so that it can be repeated.
    /// </summary>
    private static void RequireOwn(RunFolder run, bool isForced)
    {
        if (!isForced && File.Exists(run.Model) && !run.ReadCard().Genres.SequenceEqual(SyntheticDataset.Styles))
        {
            ForceSymbol.Require(isForced, run.Model, TrainCommand.FinishedRun);
        }
    }

    private static void Run(Terminal terminal, string root, int tracks, TrainingOptions options)
    {
        string dataset = Path.Combine(root, "dataset");
        string cache = Path.Combine(root, "features.npz");
        string unseen = Path.Combine(root, "unseen");
        var run = new RunFolder(Path.Combine(root, RunName));
        run.RequireWritable();

        Step(terminal, $"1. Generate a dataset of {SyntheticDataset.Styles.Count} styles");
        var music = new SyntheticOptions { TracksPerStyle = tracks, Seed = options.Seed };
        SynthesizeCommand.Write(terminal, dataset, music);

        Step(terminal, "2. Extract features");
        FeatureSet features = new DataLoader(terminal, json: false).PrepareAndLoad(dataset, FeatureOptions.Default, cache);

        Step(terminal, "3. Train and evaluate a network");
        TrainCommand.Train(terminal, features, TrackSplit.Automatic(features, options.ValidationShare, options.TestShare, options.Seed), options, run);

        Step(terminal, "4. Classify new clips");
        SynthesizeCommand.Write(terminal, unseen, music with { TracksPerStyle = 1, Seed = options.Seed + UnseenSeed });
        Predict(terminal, run.Model, unseen, music.Seed + UnseenSeed);

        terminal.Output.WriteLine();
        terminal.Say($"All files are in {Path.GetFullPath(root)}:");
        terminal.Say($"  music     {dataset}");
        terminal.Say($"  features  {cache}");
        terminal.Say($"  model     {run.Model}");
        terminal.Say($"  history   {run.History}");
        terminal.Say($"  metrics   {run.Metrics}");
        terminal.Say($"  report    {run.Report}");
        terminal.Say($"  unseen    {unseen}");
        terminal.Say("These ten styles are invented. Only the model of this demo knows them; the embedded model would name one of its own genres for each.");
        terminal.Say("To try the embedded model: genrenet predict --example all");
        terminal.Say($"To train on your own music: genrenet train FOLDER_OF_GENRE_FOLDERS --out {root}/my-run");
    }

    private static void Predict(Terminal terminal, string model, string folder, ulong seed)
    {
        using var classifier = GenreClassifier.Load(model);
        int right = 0;
        foreach (string style in SyntheticDataset.Styles)
        {
            string file = Path.Combine(folder, SyntheticDataset.TrackPath(style, seed, 0));
            GenrePrediction prediction = classifier.Classify(file, cancellationToken: terminal.CancellationToken);
            PredictCommand.Write(terminal, file, prediction, ranking: 3, timeline: false);
            right += prediction.Genre == style ? 1 : 0;
        }

        terminal.Say($"{right} of {SyntheticDataset.Styles.Count} clips {Plural.Choose(right, "was", "were")} classified correctly.");
    }

    private static void Step(Terminal terminal, string title)
    {
        terminal.Output.WriteLine();
        terminal.Say(title);
    }
}
