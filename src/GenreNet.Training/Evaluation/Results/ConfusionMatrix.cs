namespace GenreNet.Training.Evaluation;

/// <summary>Counts of actual against predicted genre.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[][] _counts;

    /// <summary>An empty matrix.</summary>
    /// <param name="genreCount">Rows and columns.</param>
    public ConfusionMatrix(int genreCount)
    {
        _counts = [.. Enumerable.Range(0, genreCount).Select(_ => new int[genreCount])];
    }

    /// <summary>Rows are actual genres, columns predicted ones.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts => _counts;

    /// <summary>All that was counted.</summary>
    public int Total => _counts.Sum(row => row.Sum());

    /// <summary>How many were right.</summary>
    public int Right => _counts.Select((row, i) => row[i]).Sum();

    /// <summary>Share on the diagonal, 0 to 1; zero for an empty matrix.</summary>
    public double Accuracy => Ratio(Right, Total);

    /// <summary>Between which values the accuracy lies.</summary>
    public WilsonInterval Interval => WilsonInterval.Of(Right, Total);

    /// <summary>Counts one answer.</summary>
    public void Add(int actual, int predicted) => _counts[actual][predicted]++;

    /// <summary>Counts all answers of another matrix.</summary>
    /// <param name="other">A matrix of as many genres.</param>
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

    /// <summary>How many there were of a genre.</summary>
    public int Support(int genre) => _counts[genre].Sum();

    /// <summary>Of what was given this name, the share that has it: TP / (TP + FP); zero where nothing was.</summary>
    public double Precision(int genre) => Ratio(_counts[genre][genre], _counts.Sum(row => row[genre]));

    /// <summary>Of what has this name, the share that was given it: TP / (TP + FN); zero where nothing has.</summary>
    public double Recall(int genre) => Ratio(_counts[genre][genre], Support(genre));

    /// <summary>Harmonic mean of precision and recall; zero where both are.</summary>
    public double F1(int genre) => Ratio(2 * _counts[genre][genre], Support(genre) + _counts.Sum(row => row[genre]));

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
