namespace GenreNet.Training.Evaluation;

/// <summary>Mean of values, and how far they lie apart.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Deviation">Standard deviation of a sample: divided by one less than there are values.</param>
public readonly record struct MeanDeviation(double Mean, double Deviation)
{
    /// <summary>Measures values.</summary>
    /// <param name="values">Two or more.</param>
    public static MeanDeviation Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2, nameof(values));
        double mean = values.Average();
        return new MeanDeviation(mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
