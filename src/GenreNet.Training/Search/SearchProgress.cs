namespace GenreNet.Training.Search;

/// <summary>Where a search stands, after each epoch and each result.</summary>
/// <param name="Epochs">Epochs that are behind it, those that trials did not want included.</param>
/// <param name="EpochCount">Epochs of the whole search.</param>
/// <param name="Completed">The trial with its new result, where one has just been made.</param>
public sealed record SearchProgress(int Epochs, int EpochCount, Trial? Completed = null);
