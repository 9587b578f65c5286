namespace GenreNet.Training.Evaluation;

/// <summary>Adjusts p-values for multiple comparisons: of twenty tests without a true difference, one is below 0.05 on average.</summary>
/// <remarks>
/// Holm, "A simple sequentially rejective multiple test procedure" (1979). Valid whether or not the tests are independent.
/// </remarks>
public static class HolmCorrection
{
    /// <summary>Computes adjusted p-values, to be compared with the family-wise significance level.</summary>
    /// <param name="values">P-values, 0 to 1, in any order.</param>
    /// <returns>The adjusted values in the same order, none smaller than before, none above 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not between 0 and 1.</exception>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.FirstOrDefault(value => !(value >= 0 && value <= 1), 0) is var odd && odd != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(values), odd, "A p-value must be between 0 and 1.");
        }

        double[] adjusted = new double[values.Count];
        double largest = 0;
        int left = values.Count;
        foreach (int index in Enumerable.Range(0, values.Count).OrderBy(i => values[i]))
        {
            largest = Math.Max(largest, Math.Min(1, left * values[index]));
            adjusted[index] = largest;
            left--;
        }

        return adjusted;
    }
}
