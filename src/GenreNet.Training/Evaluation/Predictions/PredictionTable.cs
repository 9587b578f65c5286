namespace GenreNet.Training.Evaluation;

/// <summary>What the model of a run said about the tracks that it was not fitted on.</summary>
/// <param name="Genres">The genres that <see cref="PredictionRow"/> means by index.</param>
/// <param name="Rows">A line a track and part: first validation, then test, each sorted ordinally by track.</param>
public sealed record PredictionTable(IReadOnlyList<string> Genres, IReadOnlyList<PredictionRow> Rows);
