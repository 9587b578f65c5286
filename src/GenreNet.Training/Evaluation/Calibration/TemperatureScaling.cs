namespace GenreNet.Training.Evaluation;

/// <summary>Fits the temperature that a model's logits are divided by before the softmax, so that its confidence is as often right as it says.</summary>
/// <remarks>
/// Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017), section 4.2: the temperature that makes the negative log-likelihood of
/// labels smallest. In b = 1/T that is convex, with the derivative mean(E_p[z] - z_label), where p = softmax(b z); so the sign of it is halved in between
/// bounds, evenly in log T. Division keeps the order of the logits, and with it every answer.
/// </remarks>
public static class TemperatureScaling
{
    /// <summary>No temperature is smaller.</summary>
    public const double Smallest = 0.05;

    /// <summary>No temperature is larger.</summary>
    public const double Largest = 20;

    /// <summary>Fewer segments do not tell a temperature.</summary>
    public const int FewestSegments = 20;

    // Halves log(400) = 6 down to 1e-11.
    private const int Steps = 40;

    /// <summary>Fits it.</summary>
    /// <param name="logits"><c>[segments, genres]</c>, row-major: scores before the softmax.</param>
    /// <param name="labels">The genre of each segment.</param>
    /// <param name="unit">What a row of logits is called in the remark.</param>
    /// <returns>Temperature 1, and why, where the segments are too few, are all named rightly, or no better than guessed: then no temperature is best.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or a logit is not a finite number.</exception>
    public static TemperatureFit Fit(ReadOnlySpan<float> logits, IReadOnlyList<int> labels, string unit = "segments")
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0 || logits.Length % labels.Count != 0 || logits.Length / labels.Count < 2)
        {
            throw new ArgumentException($"{logits.Length} logits are not two or more for each of {labels.Count} segments.", nameof(logits));
        }

        foreach (float logit in logits)
        {
            if (!float.IsFinite(logit))
            {
                throw new ArgumentException($"a logit is {logit}.", nameof(logits));
            }
        }

        float[] scores = logits.ToArray();
        CalibrationCounts before = Measure(scores, labels, 1);
        if (labels.Count < FewestSegments)
        {
            return Kept(before, $"{labels.Count} {unit} are too few to fit a temperature ({FewestSegments} are needed): it is 1");
        }

        if (Slope(scores, labels, 1 / Smallest) <= 0)
        {
            return Kept(before, $"all {unit} that it would be fitted on are classified correctly by far, so that no temperature would be small enough: it is 1");
        }

        if (Slope(scores, labels, 1 / Largest) >= 0)
        {
            return Kept(before, $"the {unit} that it would be fitted on are classified no better than by guessing, so that no temperature would be large enough: it is 1");
        }

        double temperature = Search(scores, labels);
        CalibrationCounts after = Measure(scores, labels, temperature);
        return after.NegativeLogLikelihood < before.NegativeLogLikelihood
            ? new TemperatureFit(temperature, before, after, null)
            : Kept(before, null);
    }

    /// <summary>The probabilities that a temperature gives.</summary>
    /// <param name="logits">Of each genre.</param>
    /// <param name="temperature">Above 0.</param>
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

    /// <summary>The derivative of the negative log-likelihood after b = 1/T; it grows with b.</summary>
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
                // A difference from the label's own logit, so that what all logits of a segment share is not rounded in.
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

    private static TemperatureFit Kept(CalibrationCounts before, string? remark) => new(1, before, before, remark);
}
