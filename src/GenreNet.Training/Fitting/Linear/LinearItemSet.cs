namespace GenreNet.Training.Fitting;

/// <summary>Represents the training items of a linear classifier: feature rows, each with a genre and a weight.</summary>
/// <param name="Values">The rows, <c>[items, size]</c>, row-major.</param>
/// <param name="Size">Values per row.</param>
/// <param name="Labels">The genre index of each item.</param>
/// <param name="Weights">The weight of each item; the weights sum to one.</param>
/// <param name="GenreCount">Number of genres.</param>
internal sealed record LinearItemSet(double[] Values, int Size, int[] Labels, double[] Weights, int GenreCount)
{
    /// <summary>Number of items.</summary>
    public int Count => Labels.Length;

    /// <summary>Returns the row of an item.</summary>
    public ReadOnlySpan<double> Row(int item) => Values.AsSpan(item * Size, Size);

    /// <summary>Creates items with balanced genres from arbitrary weights, normalised to sum to one.</summary>
    /// <param name="values">The rows, <c>[items, size]</c>, row-major.</param>
    /// <param name="labels">The genre index of each item.</param>
    /// <param name="weights">The weight of each item within its genre, above 0.</param>
    /// <param name="genreCount">Number of genres; each must have at least one item.</param>
    public static LinearItemSet Balanced(double[] values, int[] labels, double[] weights, int genreCount)
    {
        double[] sums = new double[genreCount];
        for (int i = 0; i < labels.Length; i++)
        {
            sums[labels[i]] += weights[i];
        }

        return new LinearItemSet(
            values, values.Length / labels.Length, labels, [.. weights.Select((weight, i) => weight / (sums[labels[i]] * genreCount))], genreCount);
    }

    /// <summary>Computes the weighted mean and standard deviation of each column.</summary>
    public (double[] Mean, double[] Deviation) Statistics()
    {
        double[] mean = new double[Size];
        double[] squares = new double[Size];
        double[] variance = new double[Size];
        for (int item = 0; item < Count; item++)
        {
            Vectors.AddScaled(mean, Weights[item], Row(item));
        }

        for (int item = 0; item < Count; item++)
        {
            ReadOnlySpan<double> row = Row(item);
            for (int i = 0; i < Size; i++)
            {
                double difference = row[i] - mean[i];
                variance[i] += Weights[item] * difference * difference;
                squares[i] += Weights[item] * row[i] * row[i];
            }
        }

        // Rounding leaves a constant column with a small variance.
        return (mean, [.. variance.Select((v, i) => v > 1e-12 * squares[i] && v > 0 ? Math.Sqrt(v) : 1)]);
    }

    /// <summary>Returns the items with columns standardised to mean 0 and standard deviation 1.</summary>
    public LinearItemSet Standardised(double[] mean, double[] deviation)
    {
        double[] values = new double[Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % Size;
            values[i] = (Values[i] - mean[column]) / deviation[column];
        }

        return this with { Values = values };
    }
}
