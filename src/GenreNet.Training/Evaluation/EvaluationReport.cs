using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.Datasets.Splits;

namespace GenreNet.Training.Evaluation;

/// <summary>An evaluation in the form that is printed and saved as JSON.</summary>
public sealed record EvaluationReport
{
    /// <summary>Which tracks were counted: test, held_out, all, ...</summary>
    public required string Subset { get; init; }

    /// <summary>Share of segments named rightly, 0 to 1.</summary>
    public required double SegmentAccuracy { get; init; }

    /// <summary>Share of tracks named rightly, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>Between which shares the accuracy by track lies, with a certainty of 95 %.</summary>
    public required WilsonInterval TrackInterval { get; init; }

    /// <summary>Segments counted.</summary>
    public required int Segments { get; init; }

    /// <summary>Tracks counted.</summary>
    public required int Tracks { get; init; }

    /// <summary>Genres in the order of the matrices.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>Precision, recall and F1 of each genre, by segment, and its tracks.</summary>
    public required IReadOnlyList<GenreReport> PerGenre { get; init; }

    /// <summary>Segments: rows are actual genres, columns predicted ones.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionMatrix { get; init; }

    /// <summary>Tracks: rows are actual genres, columns predicted ones.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> TrackConfusionMatrix { get; init; }

    /// <summary>How the model's tracks were split: stratified, fold, dataset, lists, leaky-segments; null where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SplitKind? Split { get; init; }

    /// <summary>Why the figures must not be trusted; null where there is no reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Warning { get; init; }

    /// <summary>Makes the report of a result.</summary>
    /// <param name="result">The counts.</param>
    /// <param name="subset">Which tracks were counted.</param>
    /// <param name="split">The split that the model was fitted with; null to leave out what it says.</param>
    public static EvaluationReport From(EvaluationResult result, string subset, DataSplit? split = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new EvaluationReport
        {
            Subset = subset,
            SegmentAccuracy = result.Segments.Accuracy,
            TrackAccuracy = result.Tracks.Accuracy,
            TrackInterval = result.Tracks.Interval,
            Segments = result.Segments.Total,
            Tracks = result.Tracks.Total,
            Genres = result.Genres,
            PerGenre = [.. result.Genres.Select((genre, i) => GenreReport.From(result, genre, i))],
            ConfusionMatrix = result.Segments.Counts,
            TrackConfusionMatrix = result.Tracks.Counts,
            Split = split?.Kind,
            Warning = split is { IsLeaky: true } ? DataSplit.LeakyWarning : null,
        };
    }

    /// <summary>The report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.EvaluationReport);
}
