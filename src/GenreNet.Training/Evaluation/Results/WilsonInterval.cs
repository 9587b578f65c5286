namespace GenreNet.Training.Evaluation;

/// <summary>Between which shares the true one lies, with a certainty of 95 %, when so many of so many were right.</summary>
/// <remarks>
/// Wilson, "Probable inference, the law of succession, and statistical inference" (1927). Unlike the normal approximation it stays between
/// 0 and 1, and is of use for few tracks and for shares near the ends. It takes the answers for independent of each other: by track they nearly are,
/// by segment they are not.
/// </remarks>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end, 0 to 1.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    // The normal distribution has 95 % of its mass within so many deviations.
    private const double Deviations = 1.959963984540054;

    /// <summary>The interval of a share.</summary>
    /// <param name="right">How many were right.</param>
    /// <param name="count">Of how many.</param>
    /// <returns>0 to 1 where nothing was counted.</returns>
    public static WilsonInterval Of(int right, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(right, count);
        if (count == 0)
        {
            return new WilsonInterval(0, 1);
        }

        double share = (double)right / count;
        double squared = Deviations * Deviations / count;
        double middle = (share + (squared / 2)) / (1 + squared);
        double half = Math.Sqrt((share * (1 - share) * squared) + (squared * squared / 4)) / (1 + squared);
        // The ends are exact where they are reached: rounding would leave the share itself outside.
        return new WilsonInterval(right == 0 ? 0 : middle - half, right == count ? 1 : middle + half);
    }
}
