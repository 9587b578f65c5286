using System.Text.Json.Serialization;

namespace GenreNet.Training.Search;

/// <summary>Represents a point of the space and its results. Immutable.</summary>
/// <param name="Number">The number of the trial, from 1, in the order in which the points were drawn.</param>
/// <param name="Values">The value of each setting, by name.</param>
/// <param name="Results">One result per completed rung, in order.</param>
public sealed record Trial(int Number, IReadOnlyDictionary<string, string> Values, IReadOnlyList<TrialResult> Results)
{
    /// <summary>The last result; null before the first.</summary>
    [JsonIgnore]
    public TrialResult? Last => Results.Count > 0 ? Results[^1] : null;

    /// <summary>Returns whether the trial has a result for a rung.</summary>
    internal bool HasDone(int rung) => Results.Any(r => r.Rung == rung);

    /// <summary>Returns the trial with an additional result.</summary>
    internal Trial With(TrialResult result) => this with { Results = [.. Results, result] };
}

/// <summary>Specifies the status of a trial.</summary>
public enum TrialStatus
{
    /// <summary>The trial has not started.</summary>
    Waiting,

    /// <summary>The trial has started and may continue.</summary>
    Running,

    /// <summary>The trial was fitted for all its epochs.</summary>
    Done,

    /// <summary>The trial was stopped at a rung because others were better.</summary>
    Pruned,

    /// <summary>The trial could not be fitted.</summary>
    Failed,
}
