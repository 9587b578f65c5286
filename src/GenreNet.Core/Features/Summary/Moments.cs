using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Computes the running mean and variance of numbers.</summary>
/// <remarks>
/// Welford, "Note on a method for calculating corrected sums of squares and products" (1962). Population variance, numpy's ddof=0.
/// </remarks>
internal sealed class Moments
{
    private long _count;
    private double _squares;

    /// <summary>Gets the mean so far; 0 before the first number.</summary>
    public double Mean { get; private set; }

    /// <summary>Gets the variance so far.</summary>
    public double Variance => _count == 0 ? 0 : _squares / _count;

    /// <summary>Adds numbers to the mean and variance.</summary>
    [MethodImpl(HotLoop.Options)]
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
