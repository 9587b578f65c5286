namespace GenreNet.Training.Evaluation;

/// <summary>Means over the genres, each counting the same however many tracks it has. Genres that neither occur nor were predicted do not count.</summary>
/// <param name="Precision">Mean of the precisions, 0 to 1.</param>
/// <param name="Recall">Mean of the recalls, 0 to 1: the balanced accuracy where all genres occur.</param>
/// <param name="F1">Mean of the F1 of each genre, 0 to 1; not the F1 of the two means.</param>
public sealed record MacroAverage(double Precision, double Recall, double F1)
{
    /// <summary>Takes the means out of a matrix.</summary>
    /// <param name="matrix">The counts; zero everywhere where it is empty.</param>
    public static MacroAverage Of(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int[] genres = [.. Enumerable.Range(0, matrix.Counts.Count).Where(genre => matrix.Support(genre) > 0 || matrix.Counts.Any(row => row[genre] > 0))];
        double Mean(Func<int, double> figure) => genres.Length == 0 ? 0 : genres.Average(figure);
        return new MacroAverage(Mean(matrix.Precision), Mean(matrix.Recall), Mean(matrix.F1));
    }
}
