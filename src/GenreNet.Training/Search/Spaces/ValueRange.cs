using System.Globalization;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Search;

/// <summary>
/// Represents the range of a setting in a search. Values are texts in the invariant culture, in the exact form that the command line
/// accepts.
/// </summary>
public abstract record ValueRange
{
    private protected ValueRange()
    {
    }

    /// <summary>Rounds drawn values to three significant digits, so that a printed command reproduces a trial exactly.</summary>
    private protected static string Short(double value, double low, double high) =>
        Math.Clamp(double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), low, high).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Draws a value.</summary>
    /// <param name="random">The random number generator; the number of draws is always the same for the same range.</param>
    /// <param name="isInteger">Whether to draw an integer.</param>
    internal abstract string Draw(SeededRandom random, bool isInteger);

    /// <summary>The values or bounds that must be valid for the range to be valid.</summary>
    internal abstract IReadOnlyList<string> Limits { get; }

    /// <summary>Whether the range has a single value.</summary>
    internal virtual bool IsFixed => false;

    /// <summary>Whether values are compared by ratio rather than by difference.</summary>
    internal virtual bool IsLogarithmic => false;

    /// <summary>Describes the range in a few words.</summary>
    internal abstract string Describe();
}

/// <summary>Represents a choice among values with equal probability; a single value is fixed.</summary>
/// <param name="Values">The values: at least one, all different.</param>
public sealed record ChoiceRange(IReadOnlyList<string> Values) : ValueRange
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Limits => Values;

    /// <inheritdoc/>
    internal override bool IsFixed => Values.Count == 1;

    /// <inheritdoc/>
    internal override string Draw(SeededRandom random, bool isInteger) => Values[random.Next(Values.Count)];

    /// <inheritdoc/>
    internal override string Describe() => string.Join(", ", Values);
}

/// <summary>Represents a range of numbers with a uniform distribution.</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound, above <paramref name="Low"/>.</param>
public sealed record UniformRange(double Low, double High) : ValueRange
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Limits => [Low.ToString("R", CultureInfo.InvariantCulture), High.ToString("R", CultureInfo.InvariantCulture)];

    /// <inheritdoc/>
    internal override string Draw(SeededRandom random, bool isInteger) => isInteger
        ? Math.Min(High, Math.Floor(random.NextDouble(Low, High + 1))).ToString("R", CultureInfo.InvariantCulture)
        : Short(random.NextDouble(Low, High), Low, High);

    /// <inheritdoc/>
    internal override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}");
}

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
    internal override string Draw(SeededRandom random, bool isInteger)
    {
        double value = Math.Exp(random.NextDouble(Math.Log(Low), Math.Log(High)));
        return isInteger ? Math.Clamp(Math.Round(value), Low, High).ToString("R", CultureInfo.InvariantCulture) : Short(value, Low, High);
    }

    /// <inheritdoc/>
    internal override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}, log-uniform");
}
