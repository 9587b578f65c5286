using System.Globalization;

namespace GenreNet.Training.Search;

/// <summary>Represents the accepted values of a setting: words, or numbers within bounds.</summary>
internal sealed record TunableValues
{
    /// <summary>The accepted words; null for numbers.</summary>
    public IReadOnlyList<string>? Words { get; private init; }

    /// <summary>Whether the path of a network file is also accepted.</summary>
    public bool TakesFiles { get; private init; }

    /// <summary>Whether only integers are accepted.</summary>
    public bool IsComplete { get; private init; }

    /// <summary>The lower bound.</summary>
    public double Low { get; private init; }

    /// <summary>The upper bound.</summary>
    public double High { get; private init; }

    /// <summary>Creates a set of accepted words.</summary>
    public static TunableValues Of(IEnumerable<string> words, bool takesFiles = false) => new() { Words = [.. words], TakesFiles = takesFiles };

    /// <summary>Creates a range of accepted numbers.</summary>
    public static TunableValues Of(double low, double high, bool isInteger = false) => new() { Low = low, High = high, IsComplete = isInteger };

    /// <summary>Describes why a value is invalid; returns null if it is valid.</summary>
    /// <param name="value">The value as text.</param>
    public string? Fault(string value)
    {
        if (Words is not null)
        {
            return Words.Contains(value, StringComparer.Ordinal) || (TakesFiles && GenreNet.Networks.NetworkFile.IsPath(value))
                ? null
                : $"'{value}' is not one of {string.Join(", ", Words)}{(TakesFiles ? " or a .json file" : string.Empty)}";
        }

        bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && number >= Low && number <= High && (!IsComplete || number == Math.Floor(number))
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"'{value}' is not a {(IsComplete ? "whole " : string.Empty)}number from {Low} to {High}");
    }
}
