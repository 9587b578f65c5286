namespace GenreNet.Inference;

/// <summary>
/// Combines the probabilities of a clip's segments into those of the clip, as specified on the model's card. Not thread-safe.
/// </summary>
/// <param name="pooling">How the probabilities are combined.</param>
/// <param name="activation">The activation that produced the probabilities.</param>
/// <param name="genreCount">Number of genres, 1 or more.</param>
/// <seealso cref="SegmentPooling"/>
public sealed class SegmentPool(SegmentPooling pooling, OutputActivation activation, int genreCount)
{
    // Probabilities are floats: the smallest value above zero, and the largest distance from one that is lost in rounding.
    private const double SmallestProbability = float.Epsilon;
    private const double SmallestRemainder = 1.0 / (1 << 25);

    private readonly double[] _sums = new double[genreCount];

    /// <summary>Gets the number of segments added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a segment.</summary>
    /// <param name="probabilities">One per genre, 0 to 1.</param>
    /// <exception cref="ArgumentException">The number of probabilities differs from the number of genres.</exception>
    public void Add(ReadOnlySpan<float> probabilities)
    {
        if (probabilities.Length != _sums.Length)
        {
            throw new ArgumentException($"A segment must have {_sums.Length} probabilities, but {probabilities.Length} were passed.", nameof(probabilities));
        }

        for (int genre = 0; genre < _sums.Length; genre++)
        {
            _sums[genre] += Term(probabilities[genre]);
        }

        Count++;
    }

    /// <summary>Computes the probabilities of the clip.</summary>
    /// <returns>One per genre, 0 to 1; with softmax they add up to one. Zeros if no segment was added.</returns>
    public double[] Compute()
    {
        double[] means = Array.ConvertAll(_sums, sum => Count == 0 ? 0 : sum / Count);
        return (pooling, activation) switch
        {
            _ when Count == 0 => means,
            (SegmentPooling.Mean, _) => means,
            (_, OutputActivation.Sigmoid) => Array.ConvertAll(means, logOdds => 1 / (1 + Math.Exp(-logOdds))),
            _ => Normalized(means),
        };
    }

    private double Term(float probability) => (pooling, activation) switch
    {
        (SegmentPooling.Mean, _) => probability,
        (_, OutputActivation.Sigmoid) => Log(probability) - Math.Log(Math.Max(1.0 - probability, SmallestRemainder)),
        _ => Log(probability),
    };

    private static double Log(double probability) => Math.Log(Math.Max(probability, SmallestProbability));

    private static double[] Normalized(double[] logarithms)
    {
        // The largest weight becomes 1, so that none overflows and the sum is not zero.
        double largest = double.NegativeInfinity;
        foreach (double logarithm in logarithms)
        {
            largest = Math.Max(largest, logarithm);
        }

        double[] weights = Array.ConvertAll(logarithms, logarithm => Math.Exp(logarithm - largest));
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
