namespace GenreNet.Training.Fitting;

/// <summary>Fits linear classifiers to one set of items.</summary>
internal sealed class LinearProblem
{
    // The scores of ridge regression differ by about 1, for which a softmax would be nearly uniform.
    private const double RidgeSharpness = 3;

    private const int MostSteps = 2000;

    private readonly LinearItemSet _items;
    private readonly LinearMethod _method;
    private readonly double[] _mean;
    private readonly double[] _deviation;

    /// <summary>Standardises the items and prepares the problem.</summary>
    /// <param name="items">The training items; the columns need not be standardised.</param>
    /// <param name="method">The loss to minimise.</param>
    public LinearProblem(LinearItemSet items, LinearMethod method)
    {
        (_mean, _deviation) = items.Statistics();
        _items = items.Standardised(_mean, _deviation);
        _method = method;
    }

    /// <summary>Fits a classifier.</summary>
    /// <param name="l2">Factor of half the sum of squared weights of the standardised columns, above 0.</param>
    /// <param name="tolerance">Stops when no component of the gradient exceeds this value.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <param name="near">A fit of the same problem with a similar L2 as the starting point; null to start from zeros.</param>
    /// <param name="stepped">Called after each step with the loss and the weighted share of items classified correctly; null for
    /// none.</param>
    public LinearClassifier Fit(
        double l2, double tolerance, CancellationToken cancellationToken, LinearClassifier? near = null, Action<double, double>? stepped = null)
    {
        var loss = new LinearLoss(_items, _method, l2);
        double[] point = near is null ? new double[loss.PointLength] : (double[])near.Point.Clone();
        int steps = Lbfgs.Minimise(loss.Evaluate, point, tolerance, MostSteps, cancellationToken, value => stepped?.Invoke(value, loss.Accuracy));

        // Fold the standardisation into the weights, so that the classifier accepts raw rows.
        (int size, int genres) = (_items.Size, _items.GenreCount);
        double sharpness = _method == LinearMethod.Ridge ? RidgeSharpness : 1;
        double[] weights = new double[genres * size];
        double[] intercepts = new double[genres];
        for (int genre = 0; genre < genres; genre++)
        {
            double intercept = point[(genres * size) + genre];
            for (int i = 0; i < size; i++)
            {
                double weight = point[(genre * size) + i] / _deviation[i];
                weights[(genre * size) + i] = sharpness * weight;
                intercept -= weight * _mean[i];
            }

            intercepts[genre] = sharpness * intercept;
        }

        return new LinearClassifier(weights, intercepts) { Point = point, Steps = steps };
    }
}

/// <summary>Represents a linear classifier of feature rows.</summary>
/// <param name="Weights">The weights, <c>[genres, size]</c>, row-major.</param>
/// <param name="Intercepts">The intercept of each genre.</param>
internal sealed record LinearClassifier(double[] Weights, double[] Intercepts)
{
    /// <summary>The end point of the fit: weights of standardised columns and intercepts. Fits with a similar L2 start from it.</summary>
    public double[] Point { get; init; } = [];

    /// <summary>Number of optimizer steps.</summary>
    public int Steps { get; init; }

    /// <summary>Computes the scores of a row.</summary>
    /// <param name="row">The row, not standardised.</param>
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
