namespace GenreNet.Training.Fitting;

/// <summary>What may be tied to a fit from outside.</summary>
public sealed record FittingHooks
{
    /// <summary>Where the state is saved after each epoch; null for nowhere.</summary>
    public CheckpointFile? Checkpoint { get; init; }

    /// <summary>Whether to go on with what <see cref="Checkpoint"/> holds.</summary>
    public bool Resumes { get; init; }

    /// <summary>Asked after each epoch, and of the last one that was resumed, whether to go on; null for always. What a fit that is ended so gives back is whole.</summary>
    public Func<EpochResult, bool>? GoOn { get; init; }

    /// <summary>The answers of teachers for the data; needed where <see cref="TrainingOptions.Teaching"/> asks for them, null otherwise.</summary>
    public TeachingData? Teaching { get; init; }

    /// <summary>What fine-tuning begins with; needed where <see cref="TrainingOptions.FineTuning"/> is set, null otherwise.</summary>
    internal FineTuningStart? Start { get; init; }
}
