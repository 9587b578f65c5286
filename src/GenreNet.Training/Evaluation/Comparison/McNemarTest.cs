namespace GenreNet.Training.Evaluation;

/// <summary>
/// Tests whether two models that were evaluated on the same tracks differ by more than chance, from the tracks that only one of them
/// classifies correctly.
/// </summary>
/// <remarks>
/// McNemar, "Note on the sampling error of the difference between correlated proportions or percentages" (1947), in the exact conditional
/// form: without a difference, each of these tracks is equally likely to favour either model. Exact and mid-p value: Fagerland, Lydersen
/// and Laake, "The McNemar test for binary matched-pairs data" (2013), equations 3 and 5. The test assumes independent tracks.
/// </remarks>
/// <param name="PValue">
/// Two-sided exact p-value, 0 to 1: the probability under chance of counts at least as uneven. Conservative: never too small, often too
/// large.
/// </param>
/// <param name="MidPValue">Mid-p value: counts exactly as uneven have half the weight. Less conservative.</param>
public readonly record struct McNemarTest(double PValue, double MidPValue)
{
    /// <summary>Computes the test from the discordant counts.</summary>
    /// <param name="onlyFirstRight">Number of tracks that only the first model classifies correctly.</param>
    /// <param name="onlySecondRight">Number of tracks that only the second model classifies correctly.</param>
    /// <returns>The p-values; 1 and 1 if the models are correct on exactly the same tracks.</returns>
    public static McNemarTest Of(int onlyFirstRight, int onlySecondRight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirstRight);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecondRight);
        int count = onlyFirstRight + onlySecondRight;
        int fewer = Math.Min(onlyFirstRight, onlySecondRight);
        if (count == 0)
        {
            return new McNemarTest(1, 1);
        }

        // Binomial probabilities of 0, 1, ..., fewer out of count with a probability of one half; as logarithms, because 2^-count
        // underflows for some
        // thousands of tracks.
        double logarithm = -count * Math.Log(2);
        (double tail, double last) = (0, 0);
        for (int k = 0; ; k++)
        {
            last = Math.Exp(logarithm);
            tail += last;
            if (k == fewer)
            {
                break;
            }

            logarithm += Math.Log((double)(count - k) / (k + 1));
        }

        return onlyFirstRight == onlySecondRight
            ? new McNemarTest(1, 1 - (last / 2))
            : new McNemarTest(Math.Min(1, 2 * tail), Math.Min(1, (2 * tail) - last));
    }
}
