namespace GenreNet.Training.Search;

/// <summary>Represents the state of a search, saved after each trial.</summary>
internal sealed record SearchState
{
    /// <summary>The current format version.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format version of the JSON.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The settings and data of the search.</summary>
    public required SearchOrigin Origin { get; init; }

    /// <summary>All trials, ordered by number.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }
}

/// <summary>Represents a stage of a search, after which only the best trials continue.</summary>
/// <param name="Epochs">Cumulative number of epochs of a trial at the end of the rung, including all earlier rungs.</param>
/// <param name="TrialCount">Maximum number of trials in the rung.</param>
public readonly record struct Rung(int Epochs, int TrialCount);
