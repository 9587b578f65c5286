using System.Globalization;

namespace GenreNet.Training.Search;

/// <summary>The values that a setting takes: words, or numbers within bounds.</summary>
internal sealed record TunableValues
{
    /// <summary>The words; null for numbers.</summary>
    public IReadOnlyList<string>? Words { get; private init; }

    /// <summary>Whether a word may also be the path of a network's file.</summary>
    public bool TakesFiles { get; private init; }

    /// <summary>Whether only whole numbers are taken.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>The lowest number.</summary>
    public double Low { get; private init; }

    /// <summary>The highest number.</summary>
    public double High { get; private init; }

    /// <summary>Words.</summary>
    public static TunableValues Of(IEnumerable<string> words, bool takesFiles = false) => new() { Words = [.. words], TakesFiles = takesFiles };

    /// <summary>Numbers.</summary>
    public static TunableValues Of(double low, double high, bool isWhole = false) => new() { Low = low, High = high, IsWhole = isWhole };

    /// <summary>What is wrong with a value; null for nothing.</summary>
    /// <param name="value">The value as a text.</param>
    public string? Fault(string value)
    {
        if (Words is not null)
        {
            return Words.Contains(value, StringComparer.Ordinal) || (TakesFiles && GenreNet.Networks.NetworkFile.IsPath(value))
                ? null
                : $"'{value}' is none of {string.Join(", ", Words)}{(TakesFiles ? ", nor a .json file" : string.Empty)}";
        }

        bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && number >= Low && number <= High && (!IsWhole || number == Math.Floor(number))
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"'{value}' is no {(IsWhole ? "whole " : string.Empty)}number from {Low} to {High}");
    }
}
