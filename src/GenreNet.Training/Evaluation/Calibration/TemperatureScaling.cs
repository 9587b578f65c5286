namespace GenreNet.Training.Evaluation;

/// <summary>Represents a fitted temperature and its effect: the result of <see cref="TemperatureScaling.Fit"/>.</summary>
/// <param name="Temperature">Divisor of the logits, from <see cref="TemperatureScaling.Smallest"/> to <see
/// cref="TemperatureScaling.Largest"/>.</param>
/// <param name="Before">Calibration with a temperature of 1.</param>
/// <param name="After">Calibration with the fitted temperature.</param>
/// <param name="Remark">Why the temperature was left at 1; null if it was fitted.</param>
public sealed record FittedTemperature(double Temperature, CalibrationCounts Before, CalibrationCounts After, string? Remark);

/// <summary>
/// Fits the temperature by which a model's logits are divided before the softmax, so that its confidence matches its accuracy.
/// </summary>
/// <remarks>
/// Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017), section 4.2: the temperature that minimises the
/// negative log-likelihood of the labels. The function is convex in b = 1/T, with the derivative mean(E_p[z] - z_label), where p =
/// softmax(b z); its root is found by bisection, evenly in log T. Division preserves the order of the logits, and therefore every
/// prediction.
/// </remarks>
public static class TemperatureScaling
{
    /// <summary>The smallest temperature.</summary>
    public const double Smallest = 0.05;

    /// <summary>The largest temperature.</summary>
    public const double Largest = 20;

    /// <summary>Minimum number of segments for a fit.</summary>
    public const int FewestSegments = 20;

    // 40 bisection steps narrow the search interval from log(20 / 0.05), about 6, to less than 1e-11.
    private const int Steps = 40;

    /// <summary>Fits the temperature.</summary>
    /// <param name="logits">Scores before the softmax, <c>[segments, genres]</c>, row-major.</param>
    /// <param name="labels">The genre index of each segment.</param>
    /// <param name="unit">What one row of logits represents, for the wording of the remark.</param>
    /// <returns>
    /// The fit; with temperature 1 and a reason if there are too few segments, all are classified correctly, or they are no better than
    /// chance: then no optimal temperature exists.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths do not match, or a logit is not finite.</exception>
    public static FittedTemperature Fit(ReadOnlySpan<float> logits, IReadOnlyList<int> labels, string unit = "segments")
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0 || logits.Length % labels.Count != 0 || logits.Length / labels.Count < 2)
        {
            throw new ArgumentException($"Each segment needs the same number of logits, two or more; logits: {logits.Length}, segments: {labels.Count}.", nameof(logits));
        }

        foreach (float logit in logits)
        {
            if (!float.IsFinite(logit))
            {
                throw new ArgumentException($"All logits must be finite; one is {logit}.", nameof(logits));
            }
        }

        float[] scores = logits.ToArray();
        CalibrationCounts before = Measure(scores, labels, 1);
        if (labels.Count < FewestSegments)
        {
            return Kept(before, $"too few {unit} ({labels.Count}; at least {FewestSegments} are needed)");
        }

        if (Slope(scores, labels, 1 / Smallest) <= 0)
        {
            return Kept(before, $"all {unit} are classified correctly by a wide margin, so no temperature is small enough");
        }

        if (Slope(scores, labels, 1 / Largest) >= 0)
        {
            return Kept(before, $"the {unit} are classified no better than by guessing, so no temperature is large enough");
        }

        double temperature = Search(scores, labels);
        CalibrationCounts after = Measure(scores, labels, temperature);
        return after.NegativeLogLikelihood < before.NegativeLogLikelihood
            ? new FittedTemperature(temperature, before, after, null)
            : Kept(before, null);
    }

    /// <summary>Computes probabilities with a temperature.</summary>
    /// <param name="logits">The logit of each genre.</param>
    /// <param name="temperature">The temperature, above 0.</param>
    public static double[] Softmax(ReadOnlySpan<float> logits, double temperature)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        double largest = float.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double[] shares = new double[logits.Length];
        for (int genre = 0; genre < shares.Length; genre++)
        {
            shares[genre] = Math.Exp((logits[genre] - largest) / temperature);
        }

        double sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private static double Search(float[] logits, IReadOnlyList<int> labels)
    {
        (double low, double high) = (Math.Log(Smallest), Math.Log(Largest));
        for (int step = 0; step < Steps; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Slope(logits, labels, Math.Exp(-middle)) > 0 ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>Computes the derivative of the negative log-likelihood with respect to b = 1/T; it increases with b.</summary>
    private static double Slope(float[] logits, IReadOnlyList<int> labels, double b)
    {
        int genres = logits.Length / labels.Count;
        double sum = 0;
        for (int segment = 0; segment < labels.Count; segment++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(segment * genres, genres);
            double[] shares = Softmax(row, 1 / b);
            for (int genre = 0; genre < genres; genre++)
            {
                // Uses the difference from the label's logit, so that an offset common to all logits of a segment causes no rounding error.
                sum += shares[genre] * ((double)row[genre] - row[labels[segment]]);
            }
        }

        return sum / labels.Count;
    }

    private static CalibrationCounts Measure(float[] logits, IReadOnlyList<int> labels, double temperature)
    {
        int genres = logits.Length / labels.Count;
        var counts = new CalibrationCounts();
        for (int segment = 0; segment < labels.Count; segment++)
        {
            counts.Add(Softmax(logits.AsSpan(segment * genres, genres), temperature), labels[segment]);
        }

        return counts;
    }

    private static FittedTemperature Kept(CalibrationCounts before, string? remark) => new(1, before, before, remark);
}
