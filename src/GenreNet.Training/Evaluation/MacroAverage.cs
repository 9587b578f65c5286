namespace GenreNet.Training.Evaluation;

/// <summary>
/// Represents macro averages: means over genres, with the same weight for each genre. Genres that neither occur nor are predicted are
/// excluded.
/// </summary>
/// <param name="Precision">Mean precision, 0 to 1.</param>
/// <param name="Recall">Mean recall, 0 to 1; equal to the balanced accuracy if all genres occur.</param>
/// <param name="F1">Mean of the F1 scores of the genres, 0 to 1; not the F1 of the mean precision and recall.</param>
public sealed record MacroAverage(double Precision, double Recall, double F1)
{
    /// <summary>Computes the averages from a confusion matrix.</summary>
    /// <param name="matrix">The confusion matrix; if it is empty, all averages are zero.</param>
    public static MacroAverage Of(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int[] genres = [.. Enumerable.Range(0, matrix.Counts.Count).Where(genre => matrix.Support(genre) > 0 || matrix.Counts.Any(row => row[genre] > 0))];
        double Mean(Func<int, double> figure) => genres.Length == 0 ? 0 : genres.Average(figure);
        return new MacroAverage(Mean(matrix.Precision), Mean(matrix.Recall), Mean(matrix.F1));
    }
}
