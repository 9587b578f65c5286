namespace GenreNet.Training.Evaluation;

/// <summary>Two runs on the tracks that all runs tested.</summary>
/// <param name="First">Name of one.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="OnlyFirstRight">Tracks that only the first names rightly.</param>
/// <param name="OnlySecondRight">Tracks that only the second names rightly.</param>
/// <param name="Difference">Accuracy by track of the first less that of the second, -1 to 1.</param>
/// <param name="Interval">Between which values that lies: <see cref="PairedBootstrap"/>.</param>
/// <param name="PValue">Exact: <see cref="McNemarTest"/>.</param>
/// <param name="MidPValue">With what is just as uneven counted half.</param>
/// <param name="HolmPValue">The exact p-value, raised for all pairs that are compared: <see cref="HolmCorrection"/>.</param>
public sealed record PairComparison(
    string First,
    string Second,
    int OnlyFirstRight,
    int OnlySecondRight,
    double Difference,
    DifferenceInterval Interval,
    double PValue,
    double MidPValue,
    double HolmPValue);
