namespace GenreNet.Training.Evaluation;

/// <summary>Represents the mean and standard deviation of values.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Deviation">Sample standard deviation, with a divisor of n - 1.</param>
public readonly record struct MeanDeviation(double Mean, double Deviation)
{
    /// <summary>Computes the mean and standard deviation of values.</summary>
    /// <param name="values">At least two values.</param>
    public static MeanDeviation Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2, nameof(values));
        double mean = values.Average();
        return new MeanDeviation(mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
