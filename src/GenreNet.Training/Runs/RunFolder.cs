using System.Globalization;
using System.Text.Json;
using CsvHelper;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>
/// Represents the folder of a run with its files: <c>model.onnx</c>, <c>history.csv</c> (one per network of an ensemble), <c>metrics.json</c>, <c>predictions.csv</c>,
/// <c>options.json</c>, <c>network.json</c>, <c>environment.json</c>, <c>split.json</c> and the report page <c>report.html</c>.
/// </summary>
/// <param name="Path">Path of the folder.</param>
public sealed record RunFolder(string Path)
{
    private const string ModelName = "model.onnx";
    private const string HeadName = "head.onnx";

    /// <summary>The model with its embedded card.</summary>
    public string Model => File(ModelName);

    /// <summary>If the model contains pretrained networks, the classifier of their embeddings as a separate model.</summary>
    public string Head => File(HeadName);

    /// <summary>The training history, one row per epoch; for an ensemble, that of its first network.</summary>
    public string History => HistoryOf(1);

    /// <summary>The evaluation on the test tracks.</summary>
    public string Metrics => File("metrics.json");

    /// <summary>The predictions of the model for each validation and test track; read by <see cref="PredictionsFile"/>.</summary>
    public string Predictions => File("predictions.csv");

    /// <summary>The training options.</summary>
    public string Options => File("options.json");

    /// <summary>The layers of the network, in the format that <c>train --network</c> accepts; absent for a trainer of ML.NET.</summary>
    public string Network => File("network.json");

    /// <summary>Versions, seed, threads and dataset: what is needed to reproduce the run, in addition to the options.</summary>
    public string Environment => File("environment.json");

    /// <summary>The state after the last completed epoch, while the run is incomplete.</summary>
    public CheckpointFile Checkpoint => new(File("checkpoint.npz"));

    /// <summary>The progress of the run, while it is not finished.</summary>
    public string Progress => File("progress.json");

    /// <summary>The split: its kind, the tracks of each part, and the groups kept together; read by <see cref="SplitFile"/>.</summary>
    public string Split => File("split.json");

    /// <summary>The folder of TensorBoard event files, if requested.</summary>
    public string TensorBoard => File("tensorboard");

    /// <summary>The report of the run, as one HTML page.</summary>
    public string Report => File("report.html");

    /// <summary>The features, if the run extracted them.</summary>
    public string Features => File("features.npz");

    /// <summary>The inputs of pretrained networks, if the run fine-tuned them.</summary>
    public string Inputs => File("inputs.npz");

    /// <summary>Returns the folder that a user names, also by the path of its model.</summary>
    /// <param name="path">Path of the folder of a run, or of the <c>model.onnx</c> in it.</param>
    public static RunFolder At(string path) => new(System.IO.Path.GetFileName(path) == ModelName && System.IO.File.Exists(path)
        ? System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "."
        : path);

    /// <summary>Returns the path of the training history of a network of an ensemble: <c>history-2.csv</c> for the second.</summary>
    /// <param name="network">The network, counted from one; the first has <see cref="History"/>.</param>
    public string HistoryOf(int network) => File(network == 1 ? "history.csv" : string.Create(CultureInfo.InvariantCulture, $"history-{network}.csv"));

    /// <summary>Requires that the folder exists.</summary>
    /// <exception cref="Core.GenreNetException">It does not exist.</exception>
    public void RequireFolder()
    {
        if (!Directory.Exists(Path))
        {
            throw System.IO.File.Exists(Path)
                ? new Core.GenreNetException($"{Path} is a file: pass the folder of a completed 'genrenet train' run.")
                : new Core.GenreNetException($"There is no folder {Path}: pass the folder of a completed 'genrenet train' run.");
        }
    }

    /// <summary>Reads the evaluation on the test tracks.</summary>
    /// <exception cref="Core.GenreNetException">The file is missing or damaged.</exception>
    public EvaluationReport ReadMetrics() => EvaluationReport.Load(Metrics);

    /// <summary>Reads the predictions of the model for the validation and test tracks.</summary>
    /// <exception cref="Core.GenreNetException">The file is missing or damaged.</exception>
    public PredictionTable ReadPredictions() => PredictionsFile.Load(Predictions);

    /// <summary>Reads the card of the model, without loading the model.</summary>
    /// <exception cref="Core.GenreNetException">The file is missing or damaged.</exception>
    public ModelCard ReadCard() => ModelCard.Read(Model);

    /// <summary>Writes all files, with the model last: if the model exists, the other files of its run do too.</summary>
    /// <param name="run">The finished run.</param>
    /// <exception cref="Core.GenreNetException">The folder cannot be written.</exception>
    public void Save(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        SaveHistories(run);
        AtomicFile.WriteText(Metrics, EvaluationReport.From(run.Test, run.TestSubset, run.Split).ToJson());
        PredictionsFile.Save(Predictions, run.Validation, run.Test);
        AtomicFile.WriteText(Options, JsonSerializer.Serialize(run.Options.WithoutPath(), TrainingJson.Default.TrainingOptions));
        if (run.Options.Trainer is null)
        {
            AtomicFile.WriteText(Network, NetworkFile.ToJson(run.Network));
        }
        else
        {
            // Trees and weights of a trainer are no layers that 'train --network' could fit.
            System.IO.File.Delete(Network);
        }

        AtomicFile.WriteText(Environment, JsonSerializer.Serialize(run.Environment, TrainingJson.Default.RunEnvironment));
        SplitFile.Save(run.Split, Split);
        if (run.Head is { } head)
        {
            AtomicFile.Write(Head, stream => stream.Write(head));
        }
        else
        {
            // Delete the file of an earlier run, which would otherwise seem to belong to this one.
            System.IO.File.Delete(Head);
        }

        AtomicFile.Write(Model, stream => stream.Write(run.Model));
        Checkpoint.Delete();
    }

    /// <summary>Returns the path of the classifier of embeddings next to a model; null if there is none.</summary>
    /// <param name="model">Path of a model.</param>
    public static string? HeadOf(string model) => HeadPathOf(model) is var head && System.IO.File.Exists(head) ? head : null;

    /// <summary>
    /// Returns the path at which the classifier of embeddings of a model is stored: <c>head.onnx</c> for <c>model.onnx</c>,
    /// <c>NAME-head.onnx</c> otherwise.
    /// </summary>
    /// <param name="model">Path of a model.</param>
    public static string HeadPathOf(string model) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(model) ?? string.Empty,
        System.IO.Path.GetFileName(model) == ModelName ? HeadName : $"{System.IO.Path.GetFileNameWithoutExtension(model)}-{HeadName}");

    /// <summary>Verifies that the folder is writable, to fail before hours of training.</summary>
    /// <exception cref="Core.GenreNetException">The folder cannot be created or written.</exception>
    public void RequireWritable()
    {
        AtomicFile.RequireWritable(Model);
    }

    private void SaveHistories(TrainingRun run)
    {
        foreach ((int index, NetworkHistory network) in run.Histories.Index())
        {
            AtomicFile.Write(HistoryOf(index + 1), stream =>
            {
                using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
                csv.WriteHeader(["epoch", "loss", "accuracy", "validation_loss", "validation_accuracy", "learning_rate"]);
                foreach (EpochResult epoch in network.Epochs)
                {
                    csv.WriteRecord([$"{epoch.Epoch}", Number(epoch.Loss), Number(epoch.Accuracy), Number(epoch.ValidationLoss), Number(epoch.ValidationAccuracy), Number(epoch.LearningRate)]);
                }
            });
        }

        // Files of an earlier run with a larger ensemble would seem to belong to this one.
        for (int network = run.Histories.Count + 1; System.IO.File.Exists(HistoryOf(network)); network++)
        {
            System.IO.File.Delete(HistoryOf(network));
        }
    }

    private static string Number(double value) => double.IsNaN(value) ? string.Empty : value.ToString("G6", CultureInfo.InvariantCulture);

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
