namespace GenreNet.Core.Signal;

/// <summary>Computes Savitzky-Golay filters: derivatives of noisy samples from the least-squares polynomial of a window.</summary>
/// <remarks>
/// Savitzky and Golay (1964), with Gram polynomials; equivalent to scipy.signal.savgol_coeffs(width, order, deriv=order).
/// </remarks>
internal static class SavitzkyGolay
{
    /// <summary>Computes the filter weights for a derivative whose order equals the degree of the polynomial.</summary>
    /// <param name="width">Window length in samples, odd, three or more.</param>
    /// <param name="order">Order of the derivative, at least one and below the width.</param>
    /// <returns>One weight per sample, earliest first. The sum of their products with the samples is the derivative per sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static float[] Derivative(int width, int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 3);
        ArgumentOutOfRangeException.ThrowIfZero(width % 2, nameof(width));
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(order, width);

        // Monic Gram polynomials: P[k+1](x) = x P[k](x) - b[k] P[k-1](x).
        double[] before = new double[width];
        double[] polynomial = [.. Enumerable.Repeat(1.0, width)];
        double factorial = 1;
        for (int k = 0; k < order; k++)
        {
            double ratio = k == 0 ? 0 : SumOfSquares(polynomial) / SumOfSquares(before);
            double[] next = [.. Enumerable.Range(0, width).Select(i => ((i - (width / 2)) * polynomial[i]) - (ratio * before[i]))];
            (before, polynomial) = (polynomial, next);
            factorial *= k + 1;
        }

        double scale = factorial / SumOfSquares(polynomial);
        return [.. polynomial.Select(p => (float)(scale * p))];
    }

    private static double SumOfSquares(double[] values) => values.Sum(v => v * v);
}
