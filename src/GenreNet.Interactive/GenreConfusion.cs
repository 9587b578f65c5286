namespace GenreNet.Interactive;

/// <summary>Counts which genres were predicted for the clips of each genre. Notebooks show it as a confusion matrix.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class GenreConfusion
{
    private readonly int[][] _counts;

    private GenreConfusion(string[] genres, int[][] counts) => (Genres, _counts) = (genres, counts);

    /// <summary>Gets the genres, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>Gets the number of clips.</summary>
    public int Total => _counts.Sum(row => row.Sum());

    /// <summary>Gets the number of clips whose genre was predicted.</summary>
    public int Correct => _counts.Select((row, i) => row[i]).Sum();

    /// <summary>Gets the share of clips whose genre was predicted, 0 to 1; NaN without clips.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>Counts pairs of actual and predicted genres.</summary>
    /// <param name="answers">One pair per clip.</param>
    /// <param name="genres">The genres in their order; null for all that occur, sorted. Genres that are missing from the list are added.</param>
    public static GenreConfusion Of(IEnumerable<(string Actual, string Predicted)> answers, IEnumerable<string>? genres = null)
    {
        ArgumentNullException.ThrowIfNull(answers);
        (string Actual, string Predicted)[] pairs = [.. answers];
        IEnumerable<string> found = pairs.SelectMany(pair => (string[])[pair.Actual, pair.Predicted]).Order(StringComparer.Ordinal);
        string[] names = [.. (genres ?? []).Concat(found).Distinct(StringComparer.Ordinal)];
        int[][] counts = [.. names.Select(_ => new int[names.Length])];
        foreach ((string actual, string predicted) in pairs)
        {
            counts[Array.IndexOf(names, actual)][Array.IndexOf(names, predicted)]++;
        }

        return new GenreConfusion(names, counts);
    }

    /// <summary>Returns the number of clips of one genre for which a genre was predicted.</summary>
    /// <param name="actual">Index of the actual genre in <see cref="Genres"/>.</param>
    /// <param name="predicted">Index of the predicted genre in <see cref="Genres"/>.</param>
    public int Count(int actual, int predicted) => _counts[actual][predicted];
}
