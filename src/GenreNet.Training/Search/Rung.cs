namespace GenreNet.Training.Search;

/// <summary>Represents a stage of a search, after which only the best trials continue.</summary>
/// <param name="Epochs">Cumulative number of epochs of a trial at the end of the rung, including all earlier rungs.</param>
/// <param name="TrialCount">Maximum number of trials in the rung.</param>
public readonly record struct Rung(int Epochs, int TrialCount);
