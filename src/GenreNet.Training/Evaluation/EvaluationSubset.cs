using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>Selects the segments of a dataset that an evaluation includes.</summary>
public static class EvaluationSubset
{
    /// <summary>
    /// The data used neither for training nor to select the best epoch: complete tracks, or segments if the split is leaky.
    /// </summary>
    public const string HeldOut = "held-out";

    /// <summary>The names of all subsets, starting with the default.</summary>
    public static IReadOnlyList<string> Names { get; } = [HeldOut, "all", "train", "validation", "test"];

    /// <summary>Returns the indices of the segments in a subset, in the order of the data; augmented variants are never included.</summary>
    /// <param name="subset">One of <see cref="Names"/>.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="split">The split that the model was fitted with.</param>
    /// <exception cref="ArgumentOutOfRangeException">The subset does not exist.</exception>
    public static int[] Select(string subset, FeatureSet data, DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        IEnumerable<int> all = Enumerable.Range(0, data.SegmentCount).Where(segment => data.Variants[segment] == 0);
        return subset switch
        {
            HeldOut => [.. all.Except(Of(SplitPart.Train)).Except(Of(SplitPart.Validation))],
            "all" => [.. all],
            "train" => Of(SplitPart.Train),
            "validation" => Of(SplitPart.Validation),
            "test" => Of(SplitPart.Test),
            _ => throw new ArgumentOutOfRangeException(nameof(subset), subset, $"The subset must be one of {string.Join(", ", Names)}."),
        };

        int[] Of(SplitPart part) => [.. split.SegmentsOf(data, part).Where(segment => data.Variants[segment] == 0).Order()];
    }

    /// <summary>Returns whether a model was fitted to other segments of evaluated tracks, so that its figures are inflated.</summary>
    /// <param name="segments">The evaluated segments, by index.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="split">The split that the model was fitted with.</param>
    public static bool IsLeaky(IReadOnlyList<int> segments, FeatureSet data, DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        var fitted = split.Train.Concat(split.Validation).ToHashSet(StringComparer.Ordinal);
        return split.IsLeaky && segments.Any(segment => fitted.Contains(data.TrackIds[segment]));
    }
}
