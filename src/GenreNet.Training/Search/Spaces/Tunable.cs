using System.Globalization;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>A setting that a search may try values of.</summary>
/// <param name="Name">What a space calls it.</param>
/// <param name="Options">The options of <c>train</c> that set it.</param>
/// <param name="Takes">Which values it takes.</param>
/// <param name="Apply">Puts a value into options.</param>
/// <param name="Arguments">What <c>train</c> has to be given to fit with options that have a value of it; empty where its defaults do.</param>
internal sealed record Tunable(
    string Name,
    IReadOnlyList<string> Options,
    TunableValues Takes,
    Func<TrainingOptions, string, TrainingOptions> Apply,
    Func<TrainingOptions, IReadOnlyList<string>> Arguments)
{
    /// <summary>A text as the number that it is.</summary>
    public static double Number(string value) => double.Parse(value, CultureInfo.InvariantCulture);

    /// <summary>A number as a text that reads back as the same.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
