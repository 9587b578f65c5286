using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>Which tracks of a dataset an evaluation counts.</summary>
public static class EvaluationSubset
{
    /// <summary>All tracks that neither trained the model nor chose its best epoch.</summary>
    public const string HeldOut = "held-out";

    /// <summary>The names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [HeldOut, "all", "train", "validation", "test"];

    /// <summary>The ids of the tracks in a subset, in the order of the data.</summary>
    /// <param name="subset">One of <see cref="Names"/>.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="split">The split that the model was fitted with.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no subset of that name.</exception>
    public static string[] Select(string subset, FeatureSet data, TrackSplit split)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        var train = split.Train.ToHashSet(StringComparer.Ordinal);
        var validation = split.Validation.ToHashSet(StringComparer.Ordinal);
        var test = split.Test.ToHashSet(StringComparer.Ordinal);
        Func<string, bool> isCounted = subset switch
        {
            HeldOut => id => !train.Contains(id) && !validation.Contains(id),
            "all" => _ => true,
            "train" => train.Contains,
            "validation" => validation.Contains,
            "test" => test.Contains,
            _ => throw new ArgumentOutOfRangeException(nameof(subset), subset, "no such subset"),
        };
        return [.. data.TrackIds.Distinct(StringComparer.Ordinal).Where(isCounted)];
    }
}
