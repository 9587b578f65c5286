namespace GenreNet.Training.Evaluation;

/// <summary>Accumulates calibration statistics: how well confidence matches accuracy.</summary>
/// <remarks>
/// Expected calibration error with fifteen bins of equal width: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks"
/// (2017), section 2. Brier score: Brier, "Verification of forecasts expressed in terms of probability" (1950).
/// </remarks>
public sealed class CalibrationCounts
{
    /// <summary>Number of bins of the reliability curve.</summary>
    public const int BinCount = 15;

    // A float32 softmax rounds values below 1e-45 to zero, and one such prediction would make the mean infinite.
    private const double SmallestProbability = 1e-12;

    private readonly int[] _counts = new int[BinCount];
    private readonly int[] _right = new int[BinCount];
    private readonly double[] _confidences = new double[BinCount];
    private double _logLikelihood;
    private double _squares;

    /// <summary>Number of predictions.</summary>
    public int Count => _counts.Sum();

    /// <summary>
    /// Gets the expected calibration error, 0 to 1: the mean difference between confidence and accuracy per bin, weighted by the number of
    /// predictions. Zero if there are none.
    /// </summary>
    public double Error => Mean(Enumerable.Range(0, BinCount).Sum(bin => Math.Abs(_right[bin] - _confidences[bin])));

    /// <summary>
    /// Gets the mean negative logarithm of the probability of the actual genre, in nats. Probabilities below 1e-12 are raised to that
    /// value.
    /// </summary>
    public double NegativeLogLikelihood => Mean(-_logLikelihood);

    /// <summary>Gets the mean squared distance between the probabilities and the one-hot vector of the actual genre, 0 to 2.</summary>
    public double BrierScore => Mean(_squares);

    /// <summary>Gets the reliability curve, in order of increasing confidence.</summary>
    public IReadOnlyList<CalibrationBin> Bins => [.. Enumerable.Range(0, BinCount).Select(bin => new CalibrationBin(
        (double)bin / BinCount,
        (bin + 1.0) / BinCount,
        _counts[bin],
        _counts[bin] == 0 ? null : _confidences[bin] / _counts[bin],
        _counts[bin] == 0 ? null : (double)_right[bin] / _counts[bin]))];

    /// <summary>Adds one prediction.</summary>
    /// <param name="probabilities">The probability of each genre; the probabilities must sum to one.</param>
    /// <param name="label">Index of the actual genre.</param>
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

    /// <summary>Adds all predictions of another instance.</summary>
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
