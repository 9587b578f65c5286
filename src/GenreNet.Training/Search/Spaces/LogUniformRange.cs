using System.Globalization;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Search;

/// <summary>Represents a range of numbers with a log-uniform distribution.</summary>
/// <param name="Low">The lower bound, above zero.</param>
/// <param name="High">The upper bound, above <paramref name="Low"/>.</param>
public sealed record LogUniformRange(double Low, double High) : ValueRange
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Limits => [Low.ToString("R", CultureInfo.InvariantCulture), High.ToString("R", CultureInfo.InvariantCulture)];

    /// <inheritdoc/>
    internal override bool IsLogarithmic => true;

    /// <inheritdoc/>
    internal override string Draw(SeededRandom random, bool isWhole)
    {
        double value = Math.Exp(random.NextDouble(Math.Log(Low), Math.Log(High)));
        return isWhole ? Math.Clamp(Math.Round(value), Low, High).ToString("R", CultureInfo.InvariantCulture) : Short(value, Low, High);
    }

    /// <inheritdoc/>
    internal override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}, log-uniform");
}
