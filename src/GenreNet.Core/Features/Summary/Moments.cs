namespace GenreNet.Core.Features;

/// <summary>Mean and variance of numbers as they come.</summary>
/// <remarks>Welford, "Note on a method for calculating corrected sums of squares and products" (1962). The variance is that of a population, numpy's ddof=0.</remarks>
internal sealed class Moments
{
    private long _count;
    private double _squares;

    /// <summary>Mean so far; 0 before the first number.</summary>
    public double Mean { get; private set; }

    /// <summary>Variance so far.</summary>
    public double Variance => _count == 0 ? 0 : _squares / _count;

    /// <summary>Takes numbers into account.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            _count++;
            double distance = value - Mean;
            Mean += distance / _count;
            _squares += distance * (value - Mean);
        }
    }
}
