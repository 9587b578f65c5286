using GenreNet.Training.Runs;

namespace GenreNet.Training.Reports;

/// <summary>Represents a run in a folder of runs.</summary>
/// <param name="Path">Path of its folder relative to that of all runs, with slashes.</param>
/// <param name="State">finished, or the state of a run that is not.</param>
/// <param name="Written">When the model, or the progress of an unfinished run, was written.</param>
internal sealed record GalleryRun(string Path, string State, DateTime Written)
{
    /// <summary>The state of a finished run.</summary>
    public const string Finished = "finished";

    /// <summary>The files of a finished run.</summary>
    public RunRecord? Record { get; init; }

    /// <summary>The progress of an unfinished run.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>Whether the run has a report.</summary>
    public bool HasReport { get; init; }

    /// <summary>The training history; null if there is none.</summary>
    public RunTable? History => Record?.History ?? (Progress is { History.Count: > 0 } progress ? RunTable.Of(progress.History) : null);

    /// <summary>The network.</summary>
    public string Network => Record?.Card?.Network ?? Progress?.Network ?? Options.FirstOrDefault(o => o.Name == "network").Value ?? string.Empty;

    /// <summary>The settings, by name.</summary>
    public IReadOnlyList<(string Name, string Value)> Options { get; init; } = [];
}

/// <summary>Represents the page of another command in a folder of runs: a search, a cross-validation or a leakage measurement.</summary>
/// <param name="Path">Path of the page relative to the folder, with slashes.</param>
/// <param name="Kind">What the page shows.</param>
internal sealed record GalleryPageLink(string Path, string Kind);
