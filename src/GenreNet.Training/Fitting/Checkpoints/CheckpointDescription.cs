namespace GenreNet.Training.Fitting;

/// <summary>Represents the metadata of a checkpoint, stored next to its arrays.</summary>
internal sealed record CheckpointDescription
{
    /// <summary>The current format version.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format version of the file.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The settings and data of the fit.</summary>
    public required FittingOrigin Origin { get; init; }

    /// <summary>Number of optimizer steps.</summary>
    public required long StepCount { get; init; }

    /// <summary>The state of the plateau schedule.</summary>
    public required PlateauState Plateau { get; init; }

    /// <summary>The best epoch.</summary>
    public required EpochResult Best { get; init; }

    /// <summary>The results of all completed epochs.</summary>
    public required IReadOnlyList<EpochResult> History { get; init; }
}
