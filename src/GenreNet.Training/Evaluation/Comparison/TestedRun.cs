namespace GenreNet.Training.Evaluation;

/// <summary>A run and its answers.</summary>
/// <param name="Figures">The run in a line.</param>
/// <param name="Answers">By id of each test track.</param>
public sealed record TestedRun(RunFigures Figures, IReadOnlyDictionary<string, TestedTrack> Answers);
