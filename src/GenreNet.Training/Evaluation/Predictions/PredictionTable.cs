namespace GenreNet.Training.Evaluation;

/// <summary>Represents the predictions of a run's model for the tracks that it was not fitted on.</summary>
/// <param name="Genres">The genres that the indices in <see cref="PredictionRow"/> refer to.</param>
/// <param name="Rows">One row per track and part: first validation, then test, each sorted ordinally by track.</param>
public sealed record PredictionTable(IReadOnlyList<string> Genres, IReadOnlyList<PredictionRow> Rows);
