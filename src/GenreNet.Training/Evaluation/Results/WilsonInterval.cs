namespace GenreNet.Training.Evaluation;

/// <summary>Represents the 95 % Wilson confidence interval of a share.</summary>
/// <remarks>
/// Wilson, "Probable inference, the law of succession, and statistical inference" (1927). Unlike the normal approximation it stays between
/// 0 and 1, and is usable for few tracks and for shares near 0 or 1. It assumes independent predictions: tracks are nearly independent,
/// segments are not.
/// </remarks>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end, 0 to 1.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    // The normal distribution has 95 % of its mass within this many standard deviations.
    private const double Deviations = 1.959963984540054;

    /// <summary>Computes the interval of a share.</summary>
    /// <param name="right">Number of correct predictions.</param>
    /// <param name="count">Total number of predictions.</param>
    /// <returns>The interval; 0 to 1 if the total is zero.</returns>
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
        // Set the ends exactly if they are 0 or 1: rounding could exclude the share itself.
        return new WilsonInterval(right == 0 ? 0 : middle - half, right == count ? 1 : middle + half);
    }
}
