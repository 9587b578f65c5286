using GenreNet.Inference;

namespace GenreNet.Training.Fitting;

/// <summary>Fits scale and offset of a genre's logits, so that its probability equals the frequency with which the genre applies.</summary>
/// <remarks>
/// Platt, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods" (1999): the log loss of
/// sigmoid(scale x logit + offset) is minimised, with targets that account for unseen clips, (N+ + 1) / (N+ + 2) and
/// 1 / (N- + 2). The probability is that of the clip, pooled over its segments in the same way as the model does.
/// </remarks>
internal static class PlattScaling
{
    private const double Tolerance = 1e-9;
    private const int MostSteps = 500;

    // Applied to a clip's probability to keep the logarithms finite.
    private const double Margin = 1e-12;

    /// <summary>Fits scale and offset.</summary>
    /// <param name="logits">The logits of the segments of each clip.</param>
    /// <param name="targets">The target probability of each clip; see <see cref="TargetsOf"/>.</param>
    /// <param name="weights">The weight of each clip; the weights must sum to one.</param>
    /// <param name="pooling">How segment probabilities are pooled into a clip probability.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>Scale and offset at the minimum. The scale is 0 or less if higher logits do not indicate that the genre applies.</returns>
    public static LogitScale Fit(
        IReadOnlyList<double[]> logits, double[] targets, double[] weights, SegmentPooling pooling, CancellationToken cancellationToken)
    {
        double[] point = [1, 0];
        Lbfgs.Minimise(
            (at, gradient) => Loss(new LogitScale(at[0], at[1]), logits, targets, weights, pooling, gradient),
            point, Tolerance, MostSteps, cancellationToken);
        return new LogitScale(point[0], point[1]);
    }

    /// <summary>Returns Platt's smoothed targets.</summary>
    /// <param name="applies">For each clip, whether the genre applies.</param>
    public static double[] TargetsOf(IReadOnlyList<bool> applies)
    {
        int positives = applies.Count(yes => yes);
        double high = (positives + 1.0) / (positives + 2);
        double low = 1.0 / (applies.Count - positives + 2);
        return [.. applies.Select(yes => yes ? high : low)];
    }

    /// <summary>Computes the probability of a clip.</summary>
    /// <param name="segments">The logits of its segments.</param>
    /// <param name="scale">The scale and offset applied to them.</param>
    /// <param name="pooling">How segment probabilities are pooled into a clip probability.</param>
    public static double Probability(double[] segments, LogitScale scale, SegmentPooling pooling) => pooling == SegmentPooling.LogMean
        ? Sigmoid((scale.Scale * segments.Average()) + scale.Offset)
        : segments.Average(logit => Sigmoid((scale.Scale * logit) + scale.Offset));

    private static double Loss(
        LogitScale scale, IReadOnlyList<double[]> logits, double[] targets, double[] weights, SegmentPooling pooling, Span<double> gradient)
    {
        double loss = 0;
        gradient.Clear();
        for (int clip = 0; clip < targets.Length; clip++)
        {
            double[] segments = logits[clip];
            double probability = Math.Clamp(Probability(segments, scale, pooling), Margin, 1 - Margin);
            loss -= weights[clip] * ((targets[clip] * Math.Log(probability)) + ((1 - targets[clip]) * Math.Log(1 - probability)));
            double slope = weights[clip] * (probability - targets[clip]) / (probability * (1 - probability));
            (double byScale, double byOffset) = Derivative(segments, scale, pooling);
            gradient[0] += slope * byScale;
            gradient[1] += slope * byOffset;
        }

        return loss;
    }

    /// <summary>Computes the derivative of a clip's probability with respect to scale and offset.</summary>
    private static (double ByScale, double ByOffset) Derivative(double[] segments, LogitScale scale, SegmentPooling pooling)
    {
        double[] inputs = pooling == SegmentPooling.LogMean ? [segments.Average()] : segments;
        (double byScale, double byOffset) = (0, 0);
        foreach (double logit in inputs)
        {
            double probability = Sigmoid((scale.Scale * logit) + scale.Offset);
            double slope = probability * (1 - probability) / inputs.Length;
            byScale += slope * logit;
            byOffset += slope;
        }

        return (byScale, byOffset);
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
