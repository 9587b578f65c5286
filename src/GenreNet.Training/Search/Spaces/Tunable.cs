using System.Globalization;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>Represents a setting that a search can vary.</summary>
/// <param name="Name">Name of the setting in a search space.</param>
/// <param name="Options">The options of <c>train</c> that set it.</param>
/// <param name="Takes">The accepted values.</param>
/// <param name="Apply">Applies a value to the training settings.</param>
/// <param name="Arguments">Returns the arguments with which <c>train</c> reproduces the value in the given settings; empty if it is
/// the default.</param>
internal sealed record Tunable(
    string Name,
    IReadOnlyList<string> Options,
    TunableValues Takes,
    Func<TrainingOptions, string, TrainingOptions> Apply,
    Func<TrainingOptions, IReadOnlyList<string>> Arguments)
{
    /// <summary>Parses a number.</summary>
    public static double Number(string value) => double.Parse(value, CultureInfo.InvariantCulture);

    /// <summary>Formats a number so that it round-trips.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
