namespace GenreNet.Training.Reports;

/// <summary>Represents the mean and population standard deviation of values.</summary>
/// <param name="Mean">Mean; NaN if there are no values.</param>
/// <param name="Deviation">Population standard deviation, zero or more; NaN if there are no values.</param>
internal readonly record struct Moments(double Mean, double Deviation)
{
    /// <summary>Computes the moments of values.</summary>
    public static Moments Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return new Moments(double.NaN, double.NaN);
        }

        double mean = values.Average();
        return new Moments(mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    /// <summary>Computes the moments of each column of an array.</summary>
    /// <param name="rows">The values, <c>[rows, width]</c>, with at least one row.</param>
    /// <param name="width">Values per row.</param>
    public static Moments[] OfColumns(ReadOnlySpan<float> rows, int width)
    {
        double count = rows.Length / width;
        double[] means = new double[width];
        double[] squares = new double[width];
        for (int i = 0; i < rows.Length; i++)
        {
            means[i % width] += rows[i] / count;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            double difference = rows[i] - means[i % width];
            squares[i % width] += difference * difference / count;
        }

        return [.. means.Zip(squares, (mean, square) => new Moments(mean, Math.Sqrt(square)))];
    }
}
