namespace GenreNet.Training.Reports;

/// <summary>Mean of numbers and how far they lie from it: the deviation of just these numbers, divided by their count.</summary>
/// <param name="Mean">NaN of no numbers.</param>
/// <param name="Deviation">Zero or more; NaN of no numbers.</param>
internal readonly record struct Moments(double Mean, double Deviation)
{
    /// <summary>Of numbers.</summary>
    public static Moments Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return new Moments(double.NaN, double.NaN);
        }

        double mean = values.Average();
        return new Moments(mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    /// <summary>Of the columns of an array.</summary>
    /// <param name="rows"><c>[rows, width]</c>, one row or more.</param>
    /// <param name="width">Numbers of a row.</param>
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
