namespace GenreNet.Training.Evaluation;

/// <summary>Represents a confusion matrix: counts by actual and predicted genre.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[][] _counts;

    /// <summary>Creates an empty matrix.</summary>
    /// <param name="genreCount">Number of genres, which is the number of rows and columns.</param>
    public ConfusionMatrix(int genreCount)
    {
        _counts = [.. Enumerable.Range(0, genreCount).Select(_ => new int[genreCount])];
    }

    /// <summary>The counts: rows are actual genres, columns predicted genres.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts => _counts;

    /// <summary>Total number of predictions.</summary>
    public int Total => _counts.Sum(row => row.Sum());

    /// <summary>Number of correct predictions.</summary>
    public int Right => _counts.Select((row, i) => row[i]).Sum();

    /// <summary>Share of correct predictions, 0 to 1; zero for an empty matrix.</summary>
    public double Accuracy => Ratio(Right, Total);

    /// <summary>95 % confidence interval of the accuracy.</summary>
    public WilsonInterval Interval => WilsonInterval.Of(Right, Total);

    /// <summary>Adds one prediction.</summary>
    public void Add(int actual, int predicted) => _counts[actual][predicted]++;

    /// <summary>Adds all predictions of another matrix.</summary>
    /// <param name="other">A matrix with the same number of genres.</param>
    public void Add(ConfusionMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int row = 0; row < _counts.Length; row++)
        {
            for (int column = 0; column < _counts.Length; column++)
            {
                _counts[row][column] += other._counts[row][column];
            }
        }
    }

    /// <summary>Returns the number of predictions with an actual genre.</summary>
    public int Support(int genre) => _counts[genre].Sum();

    /// <summary>Returns the precision of a genre, TP / (TP + FP); zero if the genre was never predicted.</summary>
    public double Precision(int genre) => Ratio(_counts[genre][genre], _counts.Sum(row => row[genre]));

    /// <summary>Returns the recall of a genre, TP / (TP + FN); zero if the genre never occurs.</summary>
    public double Recall(int genre) => Ratio(_counts[genre][genre], Support(genre));

    /// <summary>Returns the harmonic mean of precision and recall; zero if both are zero.</summary>
    public double F1(int genre) => Ratio(2 * _counts[genre][genre], Support(genre) + _counts.Sum(row => row[genre]));

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
