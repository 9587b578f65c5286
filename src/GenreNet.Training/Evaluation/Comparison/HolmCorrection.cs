namespace GenreNet.Training.Evaluation;

/// <summary>Raises p-values because several were looked at: of twenty tests of nothing one is below 0.05.</summary>
/// <remarks>Holm, "A simple sequentially rejective multiple test procedure" (1979). Holds whether or not the tests depend on each other.</remarks>
public static class HolmCorrection
{
    /// <summary>The p-values to compare with the level of all tests together.</summary>
    /// <param name="values">P-values, 0 to 1, in any order.</param>
    /// <returns>In the same order, none smaller than it was, none above 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not from 0 to 1.</exception>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.FirstOrDefault(value => !(value >= 0 && value <= 1), 0) is var odd && odd != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(values), odd, "no p-value");
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
