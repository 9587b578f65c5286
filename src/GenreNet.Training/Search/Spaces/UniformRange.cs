using System.Globalization;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Search;

/// <summary>Represents a range of numbers with a uniform distribution.</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound, above <paramref name="Low"/>.</param>
public sealed record UniformRange(double Low, double High) : ValueRange
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Limits => [Low.ToString("R", CultureInfo.InvariantCulture), High.ToString("R", CultureInfo.InvariantCulture)];

    /// <inheritdoc/>
    internal override string Draw(SeededRandom random, bool isWhole) => isWhole
        ? Math.Min(High, Math.Floor(random.NextDouble(Low, High + 1))).ToString("R", CultureInfo.InvariantCulture)
        : Short(random.NextDouble(Low, High), Low, High);

    /// <inheritdoc/>
    internal override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}");
}
