namespace GenreNet.Training.Search;

/// <summary>What is kept of a search, after each trial.</summary>
internal sealed record SearchState
{
    /// <summary>The newest form.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Form of the JSON.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>What the search is of.</summary>
    public required SearchOrigin Origin { get; init; }

    /// <summary>All trials in the order of their numbers.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }
}
