namespace GenreNet.Training.Fitting.Linear;

/// <summary>A linear classifier of rows of numbers.</summary>
/// <param name="Weights"><c>[genres, size]</c>, row-major.</param>
/// <param name="Intercepts">Added to the score of each genre.</param>
internal sealed record LinearClassifier(double[] Weights, double[] Intercepts)
{
    /// <summary>Where the fit ended: weights of standardised columns and intercepts. Fits with a similar L2 start there.</summary>
    public double[] Point { get; init; } = [];

    /// <summary>Steps of the fit.</summary>
    public int Steps { get; init; }

    /// <summary>The scores of a row.</summary>
    /// <param name="row">Numbers, not standardised.</param>
    public double[] Scores(ReadOnlySpan<double> row)
    {
        double[] scores = new double[Intercepts.Length];
        for (int genre = 0; genre < scores.Length; genre++)
        {
            scores[genre] = Vectors.Dot(Weights.AsSpan(genre * row.Length, row.Length), row) + Intercepts[genre];
        }

        return scores;
    }
}
