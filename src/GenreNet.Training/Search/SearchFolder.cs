using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>The files that a search leaves: <c>tune.json</c>, <c>trials.csv</c>, <c>best.json</c>, <c>tune.html</c>, and networks with other dropout in <c>networks</c>.</summary>
/// <param name="Path">The folder.</param>
public sealed partial record SearchFolder(string Path)
{
    /// <summary>All that is known of the search; the next run of the same command goes on from it.</summary>
    public string State => File("tune.json");

    /// <summary>One line a trial, the best first.</summary>
    public string Table => File("trials.csv");

    /// <summary>The training options of the best trial.</summary>
    public string Best => File("best.json");

    /// <summary>The search on one page, for people.</summary>
    public string Page => File("tune.html");

    /// <summary>The run of the best trial, where it is asked for.</summary>
    public string BestRun => File("best");

    /// <summary>Features, when the search prepared them itself.</summary>
    public string Features => File("features.npz");

    private string Checkpoints => File("checkpoints");

    /// <summary>The network of a trial that is not in the catalogue.</summary>
    /// <param name="trial">Number of the trial.</param>
    public string Network(int trial) => File(System.IO.Path.Combine("networks", string.Create(CultureInfo.InvariantCulture, $"trial-{trial:D3}.json")));

    /// <summary>Where a trial stands that may go on.</summary>
    /// <param name="trial">Number of the trial.</param>
    /// <param name="fold">Which fold, from 0.</param>
    public CheckpointFile Checkpoint(int trial, int fold) => new(System.IO.Path.Combine(Checkpoints, string.Create(CultureInfo.InvariantCulture, $"trial-{trial:D3}-{fold + 1}.npz")));

    /// <summary>Keeps other searches out of the folder until it is disposed; whoever is killed lets go as well.</summary>
    /// <exception cref="GenreNetException">Another search is running in the folder, or it cannot be made or written.</exception>
    public IDisposable Hold()
    {
        RequireWritable();
        string path = File("tune.lock");
        try
        {
            return FileLock.TryAcquire(path, deleteOnRelease: true)
                ?? throw new GenreNetException($"another search is running in {Path}: wait for it, or give another --out.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            string shown = $" : '{System.IO.Path.GetFullPath(path)}'";
            string cause = problem.Message.Replace(shown, string.Empty, StringComparison.Ordinal).TrimEnd('.');
            throw new GenreNetException($"{path} cannot be written ({cause}): free space there, or give another --out.", problem);
        }
    }

    /// <summary>What an earlier run left; null where there is nothing.</summary>
    /// <param name="origin">What the search is of now.</param>
    /// <exception cref="GenreNetException">It is damaged, or of another search.</exception>
    internal SearchState? Load(SearchOrigin origin)
    {
        if (!System.IO.File.Exists(State))
        {
            return null;
        }

        SearchState state = Read();
        return state.Origin.DifferenceFrom(origin) is { } difference
            ? throw new GenreNetException($"{State} is {difference}: give the same again to go on, or another --out.")
            : state;
    }

    /// <summary>Replaces what is kept.</summary>
    internal void Save(SearchState state, TrialRanking ranking)
    {
        AtomicFile.WriteText(State, JsonSerializer.Serialize(state, SearchJson.Default.SearchState));
        AtomicFile.Write(Table, stream => WriteTable(stream, state, ranking));
    }

    /// <summary>Removes the checkpoints of a trial.</summary>
    internal void DeleteCheckpoints(int trial, int folds)
    {
        for (int fold = 0; System.IO.Directory.Exists(Checkpoints) && fold < folds; fold++)
        {
            Checkpoint(trial, fold).Delete();
        }
    }

    /// <summary>Removes all checkpoints, when nothing can go on any more.</summary>
    internal void DeleteCheckpoints()
    {
        foreach (string file in System.IO.Directory.Exists(Checkpoints) ? System.IO.Directory.GetFiles(Checkpoints) : [])
        {
            // Files that no search wrote stay.
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
                .. last is { IsWhole: true } ? (string[])[Number(last.Epochs), Number(last.BestEpoch), Number(last.TrackAccuracy), Number(last.SegmentAccuracy), Number(last.Loss)] : ["", "", "", "", ""],
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
                : throw new GenreNetException($"{State} is of another version of GenreNet: give another --out, or delete it to begin again.");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{State} is damaged or cannot be read ({problem.Message.Split(" Path: ")[0].TrimEnd('.')}): give another --out, or delete it to begin again.", problem);
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
