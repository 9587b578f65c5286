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
