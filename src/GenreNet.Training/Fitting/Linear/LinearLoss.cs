namespace GenreNet.Training.Fitting;

/// <summary>
/// Computes the objective of a linear classifier: the weighted mean loss of the items plus L2 / 2 times the sum of squared weights.
/// </summary>
/// <remarks>A point contains the weights <c>[genres, size]</c>, followed by one intercept per genre, which is not regularised.</remarks>
internal sealed class LinearLoss(LinearItemSet items, LinearMethod method, double l2)
{
    private readonly double[] _scores = new double[items.GenreCount];

    /// <summary>Number of values in a point.</summary>
    public int PointLength => items.GenreCount * (items.Size + 1);

    /// <summary>Weighted share of items classified correctly at the last evaluated point, 0 to 1.</summary>
    public double Accuracy { get; private set; }

    /// <summary>Returns the loss at a point and writes the gradient.</summary>
    /// <param name="point">Weights and intercepts.</param>
    /// <param name="gradient">Receives the gradient; the same length as the point.</param>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        int size = items.Size;
        int weightCount = items.GenreCount * size;
        ReadOnlySpan<double> weights = point[..weightCount];
        gradient.Clear();
        (double loss, double right) = (0, 0);
        for (int item = 0; item < items.Count; item++)
        {
            ReadOnlySpan<double> row = items.Row(item);
            for (int genre = 0; genre < _scores.Length; genre++)
            {
                _scores[genre] = Vectors.Dot(weights.Slice(genre * size, size), row) + point[weightCount + genre];
            }

            int label = items.Labels[item];
            double weight = items.Weights[item];
            right += IsLargest(label) ? weight : 0;
            loss += weight * (method == LinearMethod.Logistic ? CrossEntropy(label) : SquaredDistance(label));
            for (int genre = 0; genre < _scores.Length; genre++)
            {
                double slope = weight * _scores[genre];
                Vectors.AddScaled(gradient.Slice(genre * size, size), slope, row);
                gradient[weightCount + genre] += slope;
            }
        }

        Vectors.AddScaled(gradient[..weightCount], l2, weights);
        Accuracy = right;
        return loss + (l2 / 2 * Vectors.Dot(weights, weights));
    }

    private bool IsLargest(int label)
    {
        for (int genre = 0; genre < _scores.Length; genre++)
        {
            if (_scores[genre] > _scores[label] || (genre < label && _scores[genre] == _scores[label]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Computes the negative log softmax of the label and replaces the scores by its gradient.</summary>
    private double CrossEntropy(int label)
    {
        double largest = _scores.Max();
        double own = _scores[label] - largest;
        double sum = 0;
        for (int genre = 0; genre < _scores.Length; genre++)
        {
            _scores[genre] = Math.Exp(_scores[genre] - largest);
            sum += _scores[genre];
        }

        for (int genre = 0; genre < _scores.Length; genre++)
        {
            _scores[genre] /= sum;
        }

        _scores[label] -= 1;
        return Math.Log(sum) - own;
    }

    /// <summary>Computes half the squared distance from the targets and replaces the scores by its gradient.</summary>
    private double SquaredDistance(int label)
    {
        double sum = 0;
        for (int genre = 0; genre < _scores.Length; genre++)
        {
            _scores[genre] -= genre == label ? 1 : -1;
            sum += _scores[genre] * _scores[genre];
        }

        return sum / 2;
    }
}
