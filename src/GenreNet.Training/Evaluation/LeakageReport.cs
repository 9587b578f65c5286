using System.Text.Json;

namespace GenreNet.Training.Evaluation;

/// <summary>The same recipe with different ways to split: how much of an accuracy comes from leaks between train and test.</summary>
/// <remarks>
/// On GTZAN: Sturm, "The GTZAN dataset: its contents, its faults, their effects on evaluation, and its future use" (2013); Kereliuk, Sturm and
/// Larsen, "Deep learning and music adversaries" (2015), whose lists keep artists and replicas apart.
/// </remarks>
/// <param name="Network">The network.</param>
/// <param name="Seeds">Seeds of the splits that are drawn, and of the fitting.</param>
/// <param name="Splits">From the most flattering to the most honest.</param>
/// <param name="Omitted">Ways that the dataset does not allow.</param>
public sealed record LeakageReport(string Network, IReadOnlyList<ulong> Seeds, IReadOnlyList<SplitOutcome> Splits, IReadOnlyList<OmittedSplit> Omitted)
{
    /// <summary>By how much the leaky accuracy by segment is above that of the last, most honest split: -1 to 1; null where one of the two is missing.</summary>
    public double? Inflation => Splits.FirstOrDefault(s => s.IsLeaky) is { } leaky && Splits.LastOrDefault(s => !s.IsLeaky) is { } honest
        ? leaky.SegmentAccuracy - honest.SegmentAccuracy
        : null;

    /// <summary>The report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.LeakageReport);
}
