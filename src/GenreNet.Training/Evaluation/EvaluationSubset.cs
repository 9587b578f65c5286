using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>Which segments of a dataset an evaluation counts.</summary>
public static class EvaluationSubset
{
    /// <summary>All that neither trained the model nor chose its best epoch: whole tracks, or with a leaky split segments.</summary>
    public const string HeldOut = "held-out";

    /// <summary>The names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [HeldOut, "all", "train", "validation", "test"];

    /// <summary>The segments in a subset, by index, in the order of the data; never those of changed copies.</summary>
    /// <param name="subset">One of <see cref="Names"/>.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="split">The split that the model was fitted with.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no subset of that name.</exception>
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
            _ => throw new ArgumentOutOfRangeException(nameof(subset), subset, "no such subset"),
        };

        int[] Of(SplitPart part) => [.. split.SegmentsOf(data, part).Where(segment => data.Variants[segment] == 0).Order()];
    }

    /// <summary>Whether a model was fitted to other segments of tracks that are counted, so that its figures are inflated.</summary>
    /// <param name="segments">What is counted.</param>
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
