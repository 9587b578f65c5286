namespace GenreNet.Training.Evaluation;

/// <summary>Whether two models that were tested on the same tracks differ by more than chance, from the tracks on which just one of them is right.</summary>
/// <remarks>
/// McNemar, "Note on the sampling error of the difference between correlated proportions or percentages" (1947), in the exact conditional form: if
/// there were no difference, each of these tracks would be a toss of a coin. Exact and mid-p value: Fagerland, Lydersen and Laake, "The McNemar test
/// for binary matched-pairs data" (2013), equations 3 and 5. It takes the tracks for independent of each other.
/// </remarks>
/// <param name="PValue">Two-sided exact p-value, 0 to 1: how probable so uneven a count, or a more uneven one, is by chance. Never too small, often too large.</param>
/// <param name="MidPValue">The same with what is just as uneven counted half: less conservative.</param>
public readonly record struct McNemarTest(double PValue, double MidPValue)
{
    /// <summary>Tests.</summary>
    /// <param name="onlyFirstRight">Tracks that the first model names rightly and the second does not.</param>
    /// <param name="onlySecondRight">Tracks that the second model names rightly and the first does not.</param>
    /// <returns>1 and 1 where the models are right on the very same tracks.</returns>
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

        // Binomial probabilities of 0, 1, ..., fewer of count with a share of one half; in logarithms, because 2^-count vanishes for some thousands of tracks.
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
