namespace GenreNet.Training.Fitting;

/// <summary>What a linear classifier minimises: the weighted mean loss of the items and half of L2 times the sum of squared weights.</summary>
/// <remarks>A point holds the weights <c>[genres, size]</c>, then an intercept per genre, which L2 leaves alone.</remarks>
internal sealed class LinearLoss(LinearItemSet items, LinearMethod method, double l2)
{
    private readonly double[] _scores = new double[items.GenreCount];

    /// <summary>Length of a point.</summary>
    public int PointLength => items.GenreCount * (items.Size + 1);

    /// <summary>The weighted share of items with the right genre at the point that was evaluated last, 0 to 1.</summary>
    public double Accuracy { get; private set; }

    /// <summary>Writes the gradient at a point and returns the loss.</summary>
    /// <param name="point">Weights and intercepts.</param>
    /// <param name="gradient">As many numbers, overwritten.</param>
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

    /// <summary>The negative logarithm of the label's softmax; the scores become its slopes.</summary>
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

    /// <summary>Half the squared distance from the targets; the scores become its slopes.</summary>
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
