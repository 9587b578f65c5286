using System.Globalization;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Search;

/// <summary>What a setting may be in a search. Values are texts in the invariant culture: what the command line takes, exactly.</summary>
public abstract record ValueRange
{
    private protected ValueRange()
    {
    }

    /// <summary>Values that are drawn have three significant digits, so that a printed command repeats a trial to the bit.</summary>
    private protected static string Short(double value, double low, double high) =>
        Math.Clamp(double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), low, high).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Draws a value.</summary>
    /// <param name="random">Where chance comes from; always the same number of draws is made for the same range.</param>
    /// <param name="isWhole">Whether only whole numbers are wanted.</param>
    internal abstract string Draw(SeededRandom random, bool isWhole);

    /// <summary>The values or bounds that have to be allowed for the range to be.</summary>
    internal abstract IReadOnlyList<string> Limits { get; }

    /// <summary>Whether there is anything to choose.</summary>
    internal virtual bool IsFixed => false;

    /// <summary>Whether small and large values are told apart by their ratio and not by their difference.</summary>
    internal virtual bool IsLogarithmic => false;

    /// <summary>The range in a few words.</summary>
    internal abstract string Describe();
}
