using GenreNet.Core.Numerics;

namespace GenreNet.Training.Fitting;

/// <summary>Random shares from the symmetric beta distribution.</summary>
internal static class BetaDistribution
{
    /// <summary>A number in [0, 1] from Beta(alpha, alpha).</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="alpha">The shape, above zero: small for shares near 0 and 1, one for all alike, large for shares near a half.</param>
    public static double Next(SeededRandom random, double alpha)
    {
        (double first, double second) = (LogGamma(random, alpha), LogGamma(random, alpha));

        // The share first / (first + second), from logarithms: with a small alpha both underflow.
        return 1 / (1 + Math.Exp(second - first));
    }

    // The logarithm of a number from Gamma(shape, 1). Marsaglia and Tsang, "A simple method for generating gamma variables" (2000), with their section 6
    // for shapes below one.
    private static double LogGamma(SeededRandom random, double shape)
    {
        if (shape < 1)
        {
            return LogGamma(random, shape + 1) + (Math.Log(1 - random.NextDouble()) / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextGaussian();
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return Math.Log(d * v);
            }
        }
    }
}
