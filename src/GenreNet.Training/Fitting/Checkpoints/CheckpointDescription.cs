namespace GenreNet.Training.Fitting;

/// <summary>What a checkpoint says beside its arrays.</summary>
internal sealed record CheckpointDescription
{
    /// <summary>The newest form.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Form of the file.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>What the fit was of.</summary>
    public required FittingOrigin Origin { get; init; }

    /// <summary>Steps of the optimizer.</summary>
    public required long StepCount { get; init; }

    /// <summary>What the schedule remembers.</summary>
    public required PlateauState Plateau { get; init; }

    /// <summary>The best epoch.</summary>
    public required EpochResult Best { get; init; }

    /// <summary>All epochs that are over.</summary>
    public required IReadOnlyList<EpochResult> History { get; init; }
}
