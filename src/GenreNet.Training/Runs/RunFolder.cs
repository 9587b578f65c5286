using System.Globalization;
using System.Text.Json;
using CsvHelper;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>The files that a run leaves: <c>model.onnx</c>, <c>history.csv</c>, <c>metrics.json</c>, <c>predictions.csv</c>, <c>options.json</c>, <c>network.json</c>, <c>environment.json</c> and <c>split.json</c>; beside them the page of the run, <c>report.html</c>.</summary>
/// <param name="Path">The folder.</param>
public sealed record RunFolder(string Path)
{
    private const string ModelName = "model.onnx";
    private const string HeadName = "head.onnx";

    /// <summary>The model with its card inside.</summary>
    public string Model => File(ModelName);

    /// <summary>Where the model has pretrained networks inside, the classifier of their embeddings alone.</summary>
    public string Head => File(HeadName);

    /// <summary>One line an epoch.</summary>
    public string History => File("history.csv");

    /// <summary>The evaluation on the test tracks.</summary>
    public string Metrics => File("metrics.json");

    /// <summary>What the model says about each validation and test track; <see cref="PredictionsFile"/> reads it again.</summary>
    public string Predictions => File("predictions.csv");

    /// <summary>The training options.</summary>
    public string Options => File("options.json");

    /// <summary>The layers of the network: <c>train --network</c> takes it.</summary>
    public string Network => File("network.json");

    /// <summary>Versions, seed, threads, dataset: what it takes to repeat the run, beside the options.</summary>
    public string Environment => File("environment.json");

    /// <summary>The state after the last epoch, while the run is not over.</summary>
    public CheckpointFile Checkpoint => new(File("checkpoint.npz"));

    /// <summary>The split: its kind, the tracks of each part, the groups kept; <see cref="SplitFile"/> reads it again.</summary>
    public string Split => File("split.json");

    /// <summary>The folder of events for TensorBoard, where they were asked for.</summary>
    public string TensorBoard => File("tensorboard");

    /// <summary>The run on one page, for people.</summary>
    public string Report => File("report.html");

    /// <summary>Features, when the run prepared them itself.</summary>
    public string Features => File("features.npz");

    /// <summary>What pretrained networks receive, when the run fine-tuned them.</summary>
    public string Inputs => File("inputs.npz");

    /// <summary>Writes all files, the model last: where there is a model, the rest of its run is there too.</summary>
    /// <param name="run">The finished run.</param>
    /// <exception cref="Core.GenreNetException">The folder cannot be written.</exception>
    public void Save(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        AtomicFile.Write(History, stream =>
        {
            using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
            csv.WriteHeader(["epoch", "loss", "accuracy", "validation_loss", "validation_accuracy", "learning_rate"]);
            foreach (EpochResult epoch in run.History)
            {
                csv.WriteRecord([$"{epoch.Epoch}", Number(epoch.Loss), Number(epoch.Accuracy), Number(epoch.ValidationLoss), Number(epoch.ValidationAccuracy), Number(epoch.LearningRate)]);
            }
        });
        AtomicFile.WriteText(Metrics, EvaluationReport.From(run.Test, run.TestSubset, run.Split).ToJson());
        PredictionsFile.Save(Predictions, run.Validation, run.Test);
        AtomicFile.WriteText(Options, JsonSerializer.Serialize(run.Options.WithoutPath(), TrainingJson.Default.TrainingOptions));
        AtomicFile.WriteText(Network, NetworkFile.ToJson(run.Network));
        AtomicFile.WriteText(Environment, JsonSerializer.Serialize(run.Environment, TrainingJson.Default.RunEnvironment));
        SplitFile.Save(run.Split, Split);
        if (run.Head is { } head)
        {
            AtomicFile.Write(Head, stream => stream.Write(head));
        }
        else
        {
            // That of an earlier run would be taken for this one's.
            System.IO.File.Delete(Head);
        }

        AtomicFile.Write(Model, stream => stream.Write(run.Model));
        Checkpoint.Delete();
    }

    /// <summary>Returns the path of the classifier of embeddings next to a model; null where there is none.</summary>
    /// <param name="model">The path of a model.</param>
    public static string? HeadOf(string model) => HeadPathOf(model) is var head && System.IO.File.Exists(head) ? head : null;

    /// <summary>Returns where the classifier of embeddings of a model is: <c>head.onnx</c> of <c>model.onnx</c>, <c>NAME-head.onnx</c> of another.</summary>
    /// <param name="model">The path of a model.</param>
    public static string HeadPathOf(string model) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(model) ?? string.Empty,
        System.IO.Path.GetFileName(model) == ModelName ? HeadName : $"{System.IO.Path.GetFileNameWithoutExtension(model)}-{HeadName}");

    /// <summary>Fails early, before hours of fitting, when the folder cannot be written.</summary>
    /// <exception cref="Core.GenreNetException">The folder cannot be made or written.</exception>
    public void RequireWritable()
    {
        AtomicFile.RequireWritable(Model);
    }

    private static string Number(double value) => double.IsNaN(value) ? string.Empty : value.ToString("G6", CultureInfo.InvariantCulture);

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
