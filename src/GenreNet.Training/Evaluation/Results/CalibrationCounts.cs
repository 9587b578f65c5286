namespace GenreNet.Training.Evaluation;

/// <summary>Collects how far the confidence of answers can be taken at its word.</summary>
/// <remarks>
/// Expected calibration error and the fifteen bins of equal width: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017), section 2.
/// Score of probabilities: Brier, "Verification of forecasts expressed in terms of probability" (1950).
/// </remarks>
public sealed class CalibrationCounts
{
    /// <summary>Bins of the reliability curve.</summary>
    public const int BinCount = 15;

    // A softmax in float32 rounds to zero what is below 1e-45, and one such answer would make the mean infinite.
    private const double SmallestProbability = 1e-12;

    private readonly int[] _counts = new int[BinCount];
    private readonly int[] _right = new int[BinCount];
    private readonly double[] _confidences = new double[BinCount];
    private double _logLikelihood;
    private double _squares;

    /// <summary>Answers counted.</summary>
    public int Count => _counts.Sum();

    /// <summary>Expected calibration error, 0 to 1: how far confidence and accuracy of a bin are apart, on average over the answers. Zero where there are none.</summary>
    public double Error => Mean(Enumerable.Range(0, BinCount).Sum(bin => Math.Abs(_right[bin] - _confidences[bin])));

    /// <summary>Mean of the negative logarithm of the probability that the right genre was given, in nats; a probability below 1e-12 counts as that.</summary>
    public double NegativeLogLikelihood => Mean(-_logLikelihood);

    /// <summary>Mean of the squared distance between the probabilities and certainty of the right genre, 0 to 2.</summary>
    public double BrierScore => Mean(_squares);

    /// <summary>The reliability curve, from no confidence to certainty.</summary>
    public IReadOnlyList<CalibrationBin> Bins => [.. Enumerable.Range(0, BinCount).Select(bin => new CalibrationBin(
        (double)bin / BinCount,
        (bin + 1.0) / BinCount,
        _counts[bin],
        _counts[bin] == 0 ? null : _confidences[bin] / _counts[bin],
        _counts[bin] == 0 ? null : (double)_right[bin] / _counts[bin]))];

    /// <summary>Counts one answer.</summary>
    /// <param name="probabilities">Of each genre, adding up to one.</param>
    /// <param name="label">Which is right.</param>
    public void Add(IReadOnlyList<double> probabilities, int label)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        int predicted = Ranking.IndexOfLargest(probabilities);
        double confidence = probabilities[predicted];
        int bin = Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);
        _counts[bin]++;
        _right[bin] += predicted == label ? 1 : 0;
        _confidences[bin] += confidence;
        _logLikelihood += Math.Log(Math.Max(probabilities[label], SmallestProbability));
        _squares += probabilities.Select((p, genre) => genre == label ? (1 - p) * (1 - p) : p * p).Sum();
    }

    /// <summary>Counts all answers of another collection.</summary>
    public void Add(CalibrationCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int bin = 0; bin < BinCount; bin++)
        {
            _counts[bin] += other._counts[bin];
            _right[bin] += other._right[bin];
            _confidences[bin] += other._confidences[bin];
        }

        _logLikelihood += other._logLikelihood;
        _squares += other._squares;
    }

    private double Mean(double sum) => Count == 0 ? 0 : sum / Count;
}
