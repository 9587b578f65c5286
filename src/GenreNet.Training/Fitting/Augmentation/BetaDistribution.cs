using GenreNet.Core.Numerics;

namespace GenreNet.Training.Fitting;

/// <summary>Samples from the symmetric beta distribution.</summary>
internal static class BetaDistribution
{
    /// <summary>Returns a sample from Beta(alpha, alpha), in [0, 1].</summary>
    /// <param name="random">The random number generator.</param>
    /// <param name="alpha">The shape parameter, above zero: small for samples near 0 and 1, one for a uniform distribution, large
    /// for samples near 0.5.</param>
    public static double Next(SeededRandom random, double alpha)
    {
        (double first, double second) = (LogGamma(random, alpha), LogGamma(random, alpha));

        // Computes first / (first + second) from logarithms, because both underflow if alpha is small.
        return 1 / (1 + Math.Exp(second - first));
    }

    // Returns the logarithm of a sample from Gamma(shape, 1). Marsaglia and Tsang, "A simple method for generating gamma variables" (2000);
    // section 6 for shapes below one.
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
