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
    /// <param name="isWhole">Whether to draw an integer.</param>
    internal abstract string Draw(SeededRandom random, bool isWhole);

    /// <summary>The values or bounds that must be valid for the range to be valid.</summary>
    internal abstract IReadOnlyList<string> Limits { get; }

    /// <summary>Whether the range has a single value.</summary>
    internal virtual bool IsFixed => false;

    /// <summary>Whether values are compared by ratio rather than by difference.</summary>
    internal virtual bool IsLogarithmic => false;

    /// <summary>Describes the range in a few words.</summary>
    internal abstract string Describe();
}
