using System.Text.Json.Serialization;

namespace GenreNet.Training.Search;

/// <summary>A point of the space, and how it did. Immutable.</summary>
/// <param name="Number">From 1, in the order in which the points were drawn.</param>
/// <param name="Values">The value of each setting by name.</param>
/// <param name="Results">One a rung that it took part in, the first rung first.</param>
public sealed record Trial(int Number, IReadOnlyDictionary<string, string> Values, IReadOnlyList<TrialResult> Results)
{
    /// <summary>The last result; null before the first.</summary>
    [JsonIgnore]
    public TrialResult? Last => Results.Count > 0 ? Results[^1] : null;

    /// <summary>Whether it took part in a rung.</summary>
    internal bool HasDone(int rung) => Results.Any(r => r.Rung == rung);

    /// <summary>The same trial with one more result.</summary>
    internal Trial With(TrialResult result) => this with { Results = [.. Results, result] };
}
