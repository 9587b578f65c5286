using System.Text.Json.Serialization;

namespace GenreNet.Training.Search;

/// <summary>How a trial did on the validation tracks at the end of a rung: the figures of its best epoch so far, means where there are folds.</summary>
public sealed record TrialResult
{
    /// <summary>The rung, from 0.</summary>
    public required int Rung { get; init; }

    /// <summary>Epochs that it was fitted for so far; fewer than the rung allows where it stopped by itself. A mean over folds.</summary>
    public double Epochs { get; init; }

    /// <summary>The best epoch so far, from 1. A mean over folds.</summary>
    public double BestEpoch { get; init; }

    /// <summary>Share of validation tracks named rightly, 0 to 1.</summary>
    public double TrackAccuracy { get; init; }

    /// <summary>Share of validation segments named rightly, 0 to 1.</summary>
    public double SegmentAccuracy { get; init; }

    /// <summary>Mean cross entropy of validation segments.</summary>
    public double Loss { get; init; }

    /// <summary>Why the trial could not be fitted; null where it could.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the trial could be fitted.</summary>
    [JsonIgnore]
    public bool IsWhole => Failure is null;

    /// <summary>The mean of the results of folds.</summary>
    /// <param name="results">One or more, all whole.</param>
    internal static TrialResult Mean(IReadOnlyList<TrialResult> results) => results[0] with
    {
        Epochs = results.Average(r => r.Epochs),
        BestEpoch = results.Average(r => r.BestEpoch),
        TrackAccuracy = results.Average(r => r.TrackAccuracy),
        SegmentAccuracy = results.Average(r => r.SegmentAccuracy),
        Loss = results.Average(r => r.Loss),
    };
}
