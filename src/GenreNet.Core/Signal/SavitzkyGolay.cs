namespace GenreNet.Core.Signal;

/// <summary>Derivatives of noisy samples, by the polynomial that fits a window best.</summary>
/// <remarks>Savitzky and Golay (1964), by Gram's polynomials: the same as scipy.signal.savgol_coeffs(width, order, deriv=order).</remarks>
public static class SavitzkyGolay
{
    /// <summary>The weights of a derivative whose order is that of the polynomial.</summary>
    /// <param name="width">Samples of the window, odd, three or more.</param>
    /// <param name="order">Order of the derivative, one or more and below the width.</param>
    /// <returns>One weight a sample, from the earliest on: their sum of products with the samples is the derivative per sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static float[] Derivative(int width, int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 3);
        ArgumentOutOfRangeException.ThrowIfZero(width % 2, nameof(width));
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(order, width);

        // Gram's polynomials, with a leading coefficient of one: P[k+1](x) = x P[k](x) - b[k] P[k-1](x).
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
