namespace GenreNet.Training.Search;

/// <summary>Represents the progress of a search, reported after each epoch and each result.</summary>
/// <param name="Epochs">Number of completed epochs, including those that trials skipped by stopping early.</param>
/// <param name="EpochCount">Total number of epochs of the search.</param>
/// <param name="Completed">The trial with its new result, if one has just been completed.</param>
public sealed record SearchProgress(int Epochs, int EpochCount, Trial? Completed = null);
