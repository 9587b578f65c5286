namespace GenreNet.Training.Fitting;

/// <summary>Optional hooks of a fit: checkpoints, early termination, teachers and a fine-tuning start.</summary>
public sealed record FittingHooks
{
    /// <summary>Gets the file in which the state is saved after each epoch; null to save nothing.</summary>
    public CheckpointFile? Checkpoint { get; init; }

    /// <summary>Gets whether to resume from <see cref="Checkpoint"/>.</summary>
    public bool Resumes { get; init; }

    /// <summary>
    /// Gets the function called after each epoch, and after a resume with the last completed epoch; it returns whether to continue. Null to
    /// always continue. A fit that is ended this way returns a complete, usable result.
    /// </summary>
    public Func<EpochResult, bool>? GoOn { get; init; }

    /// <summary>
    /// Gets the teachers' outputs for the data; required if <see cref="TrainingOptions.Teaching"/> is set, null otherwise.
    /// </summary>
    public TeachingData? Teaching { get; init; }

    /// <summary>
    /// Gets whether the CPU is used in the way of other devices: with a copy of the network, batches that are moved, and without vector code.
    /// Tests compare both ways on machines without a GPU.
    /// </summary>
    internal bool TreatsCpuAsDevice { get; init; }

    /// <summary>
    /// Gets the network and weights from which fine-tuning starts; required if <see cref="TrainingOptions.FineTuning"/> is set, null
    /// otherwise.
    /// </summary>
    internal FineTuningStart? Start { get; init; }
}
