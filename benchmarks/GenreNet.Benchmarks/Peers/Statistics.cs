namespace GenreNet.Benchmarks.Peers;

internal static class Statistics
{
    /// <summary>Computes the median; for an even number of values, the mean of the two middle values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
