using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Reports;

/// <summary>
/// Represents the contents of a run folder, for its report. Runs of earlier versions have fewer files; missing ones are listed.
/// </summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Metrics">The evaluation on the test tracks.</param>
/// <param name="History">The training history, one row per epoch; null if missing.</param>
/// <param name="Answers">The predictions for the test tracks; empty if missing.</param>
/// <param name="Card">The model card; null if there is no model.</param>
/// <param name="Options">The settings, by name.</param>
/// <param name="Missing">What the folder lacks, one sentence each.</param>
internal sealed record RunRecord(
    string Name,
    EvaluationReport Metrics,
    RunTable? History,
    IReadOnlyList<TrackAnswer> Answers,
    ModelCard? Card,
    IReadOnlyList<(string Name, string Value)> Options,
    IReadOnlyList<string> Missing)
{
    /// <summary>The training histories of the second and further networks of an ensemble.</summary>
    public IReadOnlyList<RunTable> FurtherHistories { get; init; } = [];

    /// <summary>Reads a run folder.</summary>
    /// <param name="path">Path of a folder written by <c>train</c>.</param>
    /// <exception cref="GenreNetException">The folder does not exist, contains no evaluation, or a file is damaged.</exception>
    public static RunRecord Load(string path)
    {
        var folder = new RunFolder(path);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        folder.RequireFolder();
        if (!File.Exists(folder.Metrics))
        {
            throw new GenreNetException($"{path} contains no metrics.json: pass the folder of a completed 'genrenet train' run.");
        }

        List<string> missing = [];
        EvaluationReport metrics = folder.ReadMetrics();
        if (metrics.Calibration is null)
        {
            missing.Add("metrics.json contains no calibration, so the reliability diagram is omitted.");
        }

        RunTable? history = Optional(folder.History, "the learning curves are omitted", RunTable.Load);
        IReadOnlyList<TrackAnswer>? answers = Optional(folder.Predictions, "the misclassified tracks are omitted", _ => TrackAnswer.Of(folder.ReadPredictions()));
        ModelCard? card = Optional(folder.Model, "the model card is omitted", _ => folder.ReadCard());
        JsonElement? options = Optional(folder.Options, "the settings are omitted", file => Json(file, root => root.Clone()));
        return new RunRecord(name, metrics, history, answers ?? [], card, options is { } some ? [.. Flat(some, string.Empty)] : [], missing)
        {
            FurtherHistories = [.. Enumerable.Range(2, int.MaxValue - 2).Select(folder.HistoryOf).TakeWhile(File.Exists).Select(RunTable.Load)],
        };

        T? Optional<T>(string file, string consequence, Func<string, T> read)
        {
            if (File.Exists(file))
            {
                return read(file);
            }

            missing.Add($"{Path.GetFileName(file)} is missing, so {consequence}.");
            return default;
        }
    }

    private static T Json<T>(string file, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.ReadAllBytes(file));
            return read(json.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or NotSupportedException)
        {
            throw new GenreNetException($"{file} is damaged ({problem.Message.Split('\n')[0].TrimEnd('.')}): train again.", problem);
        }
    }

    /// <summary>Returns the values of nested JSON objects, with their names joined by points.</summary>
    public static IEnumerable<(string Name, string Value)> Flat(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return element.EnumerateObject().SelectMany(p => Flat(p.Value, name.Length == 0 ? p.Name : $"{name}.{p.Name}"));
        }

        return element.ValueKind == JsonValueKind.Null ? [] : [(name.Replace('_', ' '), element.ToString())];
    }
}
