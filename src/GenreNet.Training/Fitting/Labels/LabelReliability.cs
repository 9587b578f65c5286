namespace GenreNet.Training.Fitting;

/// <summary>Measures how well the probabilities of one genre match whether it applies.</summary>
/// <param name="Brier">Brier score: mean squared difference between the probability and 1 if the genre applies, 0 otherwise.</param>
/// <param name="Error">
/// Expected calibration error: the mean difference between mean probability and share of the genre over fifteen bins.
/// </param>
/// <param name="LogLoss">Mean negative logarithm of the probability of the true outcome, in nats.</param>
/// <remarks>
/// Brier, "Verification of forecasts expressed in terms of probability" (1950); Guo, Pleiss, Sun and Weinberger, "On calibration of modern
/// neural networks" (2017). Both are weighted means over clips.
/// </remarks>
internal sealed record LabelReliability(double Brier, double Error, double LogLoss)
{
    private const int Bins = 15;
    private const double Margin = 1e-12;

    /// <summary>Measures one genre.</summary>
    /// <param name="probabilities">The probability of each clip.</param>
    /// <param name="applies">For each clip, whether the genre applies.</param>
    /// <param name="weights">The weight of each clip; the weights must sum to one.</param>
    public static LabelReliability Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> applies, IReadOnlyList<double> weights)
    {
        (double brier, double loss) = (0, 0);
        double[] gaps = new double[Bins];
        for (int clip = 0; clip < probabilities.Count; clip++)
        {
            double probability = probabilities[clip];
            double truth = applies[clip] ? 1 : 0;
            brier += weights[clip] * (probability - truth) * (probability - truth);
            loss -= weights[clip] * Math.Log(Math.Max(applies[clip] ? probability : 1 - probability, Margin));
            int bin = Math.Clamp((int)Math.Ceiling(probability * Bins) - 1, 0, Bins - 1);
            gaps[bin] += weights[clip] * (probability - truth);
        }

        return new LabelReliability(brier, gaps.Sum(Math.Abs), loss);
    }
}
