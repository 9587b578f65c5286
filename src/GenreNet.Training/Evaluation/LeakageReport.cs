using System.Text.Json;

namespace GenreNet.Training.Evaluation;

/// <summary>
/// Represents a comparison of the same training settings under different splits: how much of an accuracy comes from leakage between train
/// and test.
/// </summary>
/// <remarks>
/// On GTZAN: Sturm, "The GTZAN dataset: its contents, its faults, their effects on evaluation, and its future use" (2013); Kereliuk, Sturm
/// and Larsen, "Deep learning and music adversaries" (2015), whose lists separate artists and replicas.
/// </remarks>
/// <param name="Network">Name of the network.</param>
/// <param name="Seeds">Seeds of the random splits and of training.</param>
/// <param name="Splits">The outcome of each split, from the most optimistic to the most realistic.</param>
/// <param name="Omitted">The kinds of split that the dataset does not allow.</param>
public sealed record LeakageReport(string Network, IReadOnlyList<ulong> Seeds, IReadOnlyList<SplitOutcome> Splits, IReadOnlyList<OmittedSplit> Omitted)
{
    /// <summary>
    /// Gets the difference between the leaky segment accuracy and that of the last, most realistic split, -1 to 1; null if one of them is
    /// missing.
    /// </summary>
    public double? Inflation => Splits.FirstOrDefault(s => s.IsLeaky) is { } leaky && Splits.LastOrDefault(s => !s.IsLeaky) is { } honest
        ? leaky.SegmentAccuracy - honest.SegmentAccuracy
        : null;

    /// <summary>Serializes the report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.LeakageReport);
}

/// <summary>Represents a kind of split that a dataset does not allow.</summary>
/// <param name="Name">Name of the kind of split.</param>
/// <param name="Reason">The reason, in one sentence.</param>
public sealed record OmittedSplit(string Name, string Reason);
