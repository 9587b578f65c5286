namespace GenreNet.Training.Evaluation;

/// <summary>Compares two runs on the tracks that all runs have in common.</summary>
/// <param name="First">Name of the first run.</param>
/// <param name="Second">Name of the second run.</param>
/// <param name="OnlyFirstRight">Number of tracks that only the first run classifies correctly.</param>
/// <param name="OnlySecondRight">Number of tracks that only the second run classifies correctly.</param>
/// <param name="Difference">Track accuracy of the first run minus that of the second, -1 to 1.</param>
/// <param name="Interval">95 % confidence interval of the difference; see <see cref="PairedBootstrap"/>.</param>
/// <param name="PValue">The exact p-value; see <see cref="McNemarTest"/>.</param>
/// <param name="MidPValue">The mid-p value; see <see cref="McNemarTest"/>.</param>
/// <param name="HolmPValue">The exact p-value, adjusted for all compared pairs; see <see cref="HolmCorrection"/>.</param>
public sealed record PairComparison(
    string First,
    string Second,
    int OnlyFirstRight,
    int OnlySecondRight,
    double Difference,
    DifferenceInterval Interval,
    double PValue,
    double MidPValue,
    double HolmPValue)
{
    /// <summary>The difference for each genre, in the order of the names of the genres; null in reports of earlier versions.</summary>
    public IReadOnlyList<GenreDifference>? PerGenre { get; init; }
}

/// <summary>Represents the 95 % confidence interval of a difference of two accuracies.</summary>
/// <param name="Low">Lower end, -1 to 1.</param>
/// <param name="High">Upper end, -1 to 1.</param>
public readonly record struct DifferenceInterval(double Low, double High);
