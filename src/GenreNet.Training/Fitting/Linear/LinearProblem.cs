namespace GenreNet.Training.Fitting;

/// <summary>Fits linear classifiers to one set of items.</summary>
internal sealed class LinearProblem
{
    // The scores of ridge regression are about 1 apart, with which a softmax would hardly prefer any genre.
    private const double RidgeSharpness = 3;

    private const int MostSteps = 2000;

    private readonly LinearItemSet _items;
    private readonly LinearMethod _method;
    private readonly double[] _mean;
    private readonly double[] _deviation;

    /// <summary>Standardises items.</summary>
    /// <param name="items">What to fit to; columns need not be standardised.</param>
    /// <param name="method">What to minimise.</param>
    public LinearProblem(LinearItemSet items, LinearMethod method)
    {
        (_mean, _deviation) = items.Statistics();
        _items = items.Standardised(_mean, _deviation);
        _method = method;
    }

    /// <summary>Fits a classifier.</summary>
    /// <param name="l2">Factor of half the sum of squared weights of standardised columns, above 0.</param>
    /// <param name="tolerance">The largest component of the gradient at which to stop.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <param name="near">A fit of the same problem with a similar L2 to start from; null for zeros.</param>
    /// <param name="stepped">Called after each step with the loss and the weighted share of items with the right genre; null for nothing.</param>
    public LinearClassifier Fit(
        double l2, double tolerance, CancellationToken cancellationToken, LinearClassifier? near = null, Action<double, double>? stepped = null)
    {
        var loss = new LinearLoss(_items, _method, l2);
        double[] point = near is null ? new double[loss.PointLength] : (double[])near.Point.Clone();
        int steps = Lbfgs.Minimise(loss.Evaluate, point, tolerance, MostSteps, cancellationToken, value => stepped?.Invoke(value, loss.Accuracy));

        // The standardisation becomes a part of the weights, so that rows go in as they are.
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
