using System.Text.Json.Serialization;

namespace GenreNet.Training.Search;

/// <summary>
/// Represents the validation result of a trial at the end of a rung: the figures of its best epoch so far, averaged over folds if there are
/// any.
/// </summary>
public sealed record TrialResult
{
    /// <summary>Index of the rung, from 0.</summary>
    public required int Rung { get; init; }

    /// <summary>Number of fitted epochs so far; fewer than the rung allows if the trial stopped early. A mean over folds.</summary>
    public double Epochs { get; init; }

    /// <summary>The best epoch so far, from 1. A mean over folds.</summary>
    public double BestEpoch { get; init; }

    /// <summary>Share of validation tracks classified correctly, 0 to 1.</summary>
    public double TrackAccuracy { get; init; }

    /// <summary>Share of validation segments classified correctly, 0 to 1.</summary>
    public double SegmentAccuracy { get; init; }

    /// <summary>Mean cross entropy of validation segments.</summary>
    public double Loss { get; init; }

    /// <summary>Why the trial failed; null if it succeeded.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the trial succeeded.</summary>
    [JsonIgnore]
    public bool IsComplete => Failure is null;

    /// <summary>Averages the results of folds.</summary>
    /// <param name="results">At least one result, none of them failed.</param>
    internal static TrialResult Mean(IReadOnlyList<TrialResult> results) => results[0] with
    {
        Epochs = results.Average(r => r.Epochs),
        BestEpoch = results.Average(r => r.BestEpoch),
        TrackAccuracy = results.Average(r => r.TrackAccuracy),
        SegmentAccuracy = results.Average(r => r.SegmentAccuracy),
        Loss = results.Average(r => r.Loss),
    };
}
