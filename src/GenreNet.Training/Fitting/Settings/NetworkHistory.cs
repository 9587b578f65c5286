namespace GenreNet.Training.Fitting;

/// <summary>Represents how one network was fitted: the only one of a run, or one of an ensemble.</summary>
/// <param name="Epochs">The results of all epochs, in order.</param>
/// <param name="BestEpoch">The epoch whose weights were kept, counted from one.</param>
public sealed record NetworkHistory(IReadOnlyList<EpochResult> Epochs, int BestEpoch);
