using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>
/// Represents the folder of a search with its files: <c>tune.json</c>, <c>trials.csv</c>, <c>best.json</c>, <c>tune.html</c>, and networks
/// with scaled dropout in <c>networks</c>.
/// </summary>
/// <param name="Path">Path of the folder.</param>
public sealed partial record SearchFolder(string Path)
{
    /// <summary>The complete state of the search, from which the same command resumes.</summary>
    public string State => File("tune.json");

    /// <summary>The table of trials, one row per trial, best first.</summary>
    public string Table => File("trials.csv");

    /// <summary>The training options of the best trial.</summary>
    public string Best => File("best.json");

    /// <summary>The report of the search, as one HTML page.</summary>
    public string Page => File("tune.html");

    /// <summary>The run folder of the best trial, if requested.</summary>
    public string BestRun => File("best");

    /// <summary>The features, if the search extracted them.</summary>
    public string Features => File("features.npz");

    private string Checkpoints => File("checkpoints");

    /// <summary>Returns the path of the network of a trial that is not in the catalogue.</summary>
    /// <param name="trial">Number of the trial, from 1.</param>
    public string Network(int trial) => File(System.IO.Path.Combine("networks", string.Create(CultureInfo.InvariantCulture, $"trial-{trial:D3}.json")));

    /// <summary>Returns the checkpoint of a trial that may continue.</summary>
    /// <param name="trial">Number of the trial, from 1.</param>
    /// <param name="fold">Index of the fold, from 0.</param>
    public CheckpointFile Checkpoint(int trial, int fold) => new(System.IO.Path.Combine(Checkpoints, string.Create(CultureInfo.InvariantCulture, $"trial-{trial:D3}-{fold + 1}.npz")));

    /// <summary>
    /// Locks the folder against other searches until the result is disposed; the lock is also released if the process is killed.
    /// </summary>
    /// <exception cref="GenreNetException">Another search is running in the folder, or the folder cannot be created or written.</exception>
    public IDisposable Hold()
    {
        RequireWritable();
        string path = File("tune.lock");
        try
        {
            return FileLock.TryAcquire(path, deleteOnRelease: true)
                ?? throw new GenreNetException($"Another search is running in {Path}. Wait until it is finished, or use another --out.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            string shown = $" : '{System.IO.Path.GetFullPath(path)}'";
            string cause = problem.Message.Replace(shown, string.Empty, StringComparison.Ordinal).TrimEnd('.');
            throw new GenreNetException($"Cannot write {path} ({cause}). Free disk space there, or use another --out.", problem);
        }
    }

    /// <summary>Deletes the state of an earlier search, so that the next one in this folder starts again. Features are kept.</summary>
    public void Discard()
    {
        AtomicFile.Delete(State);
        DeleteCheckpoints();
    }

    /// <summary>Loads the state of an earlier run; returns null if there is none.</summary>
    /// <param name="origin">The settings and data of the current search.</param>
    /// <exception cref="GenreNetException">The state is damaged, or belongs to another search.</exception>
    internal SearchState? Load(SearchOrigin origin)
    {
        if (!System.IO.File.Exists(State))
        {
            return null;
        }

        SearchState state = Read();
        return state.Origin.DifferenceFrom(origin) is { } difference
            ? throw new GenreNetException($"Cannot resume the search: {State} is {difference}. Use the same settings to resume, another --out, or --force to start again.")
            : state;
    }

    /// <summary>Saves the state, replacing the previous one.</summary>
    internal void Save(SearchState state, TrialRanking ranking)
    {
        AtomicFile.WriteText(State, JsonSerializer.Serialize(state, SearchJson.Default.SearchState));
        AtomicFile.Write(Table, stream => WriteTable(stream, state, ranking));
    }

    /// <summary>Deletes the checkpoints of a trial.</summary>
    internal void DeleteCheckpoints(int trial, int folds)
    {
        for (int fold = 0; System.IO.Directory.Exists(Checkpoints) && fold < folds; fold++)
        {
            Checkpoint(trial, fold).Delete();
        }
    }

    /// <summary>Deletes all checkpoints, once no trial can continue.</summary>
    internal void DeleteCheckpoints()
    {
        foreach (string file in System.IO.Directory.Exists(Checkpoints) ? System.IO.Directory.GetFiles(Checkpoints) : [])
        {
            // Files that were not written by a search are kept.
            if (CheckpointName().Match(System.IO.Path.GetFileName(file)) is { Success: true } name)
            {
                new CheckpointFile(System.IO.Path.Combine(Checkpoints, name.Value)).Delete();
            }
        }

        if (System.IO.Directory.Exists(Checkpoints) && !System.IO.Directory.EnumerateFileSystemEntries(Checkpoints).Any())
        {
            System.IO.Directory.Delete(Checkpoints);
        }
    }

    [GeneratedRegex(@"\Atrial-[0-9]{3,}-[0-9]+\.npz", RegexOptions.CultureInvariant)]
    private static partial Regex CheckpointName();

    private void RequireWritable() => AtomicFile.RequireWritable(State);

    private static void WriteTable(Stream stream, SearchState state, TrialRanking ranking)
    {
        string[] settings = [.. state.Origin.Space.Keys];
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        csv.WriteHeader(["trial", "status", "rung", "epochs", "best_epoch", "track_accuracy", "segment_accuracy", "loss", .. settings, "failure"]);
        foreach (Trial trial in ranking.BestFirst(state.Trials))
        {
            TrialResult? last = trial.Last;
            csv.WriteRecord(
            [
                $"{trial.Number}",
                ranking.StatusOf(trial, state.Trials).ToString().ToLowerInvariant(),
                last is null ? string.Empty : $"{last.Rung + 1}",
                .. last is { IsComplete: true } ? (string[])[Number(last.Epochs), Number(last.BestEpoch), Number(last.TrackAccuracy), Number(last.SegmentAccuracy), Number(last.Loss)] : ["", "", "", "", ""],
                .. settings.Select(name => trial.Values[name]),
                last?.Failure ?? string.Empty,
            ]);
        }
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private SearchState Read()
    {
        try
        {
            SearchState? state = JsonSerializer.Deserialize(InputFile.ReadAllBytes(State), SearchJson.Default.SearchState);
            return state is not null && state.FormatVersion == SearchState.CurrentFormat
                ? state
                : throw new GenreNetException($"{State} was written by another version of GenreNet. Use another --out, or delete the file to start again.");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{State} is damaged or cannot be read ({problem.Message.Split(" Path: ")[0].TrimEnd('.')}). Use another --out, or delete the file to start again.", problem);
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
