namespace GenreNet.Training.Evaluation;

/// <summary>Represents a run and its predictions for test tracks.</summary>
/// <param name="Figures">The summary figures of the run.</param>
/// <param name="Answers">The prediction for each test track, by track id.</param>
public sealed record TestedRun(RunFigures Figures, IReadOnlyDictionary<string, TestedTrack> Answers);

/// <summary>Represents the prediction of a run for a track.</summary>
/// <param name="Genre">The actual genre.</param>
/// <param name="IsRight">Whether the prediction from the mean of the probabilities is correct.</param>
public readonly record struct TestedTrack(string Genre, bool IsRight);
