using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;

namespace GenreNet.Training.Evaluation;

/// <summary>An evaluation in the form that is printed and saved as JSON.</summary>
/// <remarks>
/// Intervals are Wilson's, with a certainty of 95 %. They take answers for independent of each other; segments of one track are not, so that the
/// intervals by segment are narrower than they should be. What may be null, reports of earlier versions do not have.
/// </remarks>
public sealed record EvaluationReport
{
    /// <summary>Which tracks were counted: test, held_out, all, ...</summary>
    public required string Subset { get; init; }

    /// <summary>Share of segments named rightly, 0 to 1.</summary>
    public required double SegmentAccuracy { get; init; }

    /// <summary>Share of tracks named rightly, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>Between which shares the accuracy by track lies.</summary>
    public required WilsonInterval TrackInterval { get; init; }

    /// <summary>Between which shares the accuracy by segment lies, if segments were independent.</summary>
    public WilsonInterval? SegmentInterval { get; init; }

    /// <summary>Share of tracks named rightly by most of their segments, of equally many by the larger mean probability; 0 to 1.</summary>
    public double? VoteTrackAccuracy { get; init; }

    /// <summary>Between which shares that lies.</summary>
    public WilsonInterval? VoteTrackInterval { get; init; }

    /// <summary>Share of segments whose genre is one of the two most probable, 0 to 1.</summary>
    [JsonPropertyName("top2_segment_accuracy")]
    public double? Top2SegmentAccuracy { get; init; }

    /// <summary>Between which shares that lies, if segments were independent.</summary>
    [JsonPropertyName("top2_segment_interval")]
    public WilsonInterval? Top2SegmentInterval { get; init; }

    /// <summary>Share of tracks whose genre is one of the two of the largest mean probabilities, 0 to 1.</summary>
    [JsonPropertyName("top2_track_accuracy")]
    public double? Top2TrackAccuracy { get; init; }

    /// <summary>Between which shares that lies.</summary>
    [JsonPropertyName("top2_track_interval")]
    public WilsonInterval? Top2TrackInterval { get; init; }

    /// <summary>Segments counted.</summary>
    public required int Segments { get; init; }

    /// <summary>Tracks counted.</summary>
    public required int Tracks { get; init; }

    /// <summary>Genres in the order of the matrices.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>Precision, recall and F1 of each genre, by segment and by track.</summary>
    public required IReadOnlyList<GenreReport> PerGenre { get; init; }

    /// <summary>Means over the genres, by segment.</summary>
    public MacroAverage? SegmentMacro { get; init; }

    /// <summary>Means over the genres, by track.</summary>
    public MacroAverage? TrackMacro { get; init; }

    /// <summary>Segments: rows are actual genres, columns predicted ones.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionMatrix { get; init; }

    /// <summary>Tracks: rows are actual genres, columns predicted ones.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> TrackConfusionMatrix { get; init; }

    /// <summary>Tracks by majority vote: rows are actual genres, columns predicted ones.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? VoteTrackConfusionMatrix { get; init; }

    /// <summary>How far the confidence can be taken at its word.</summary>
    public CalibrationReport? Calibration { get; init; }

    /// <summary>How the model's tracks were split: stratified, fold, dataset, lists, leaky-segments; null where nobody asked.</summary>
    public SplitKind? Split { get; init; }

    /// <summary>Why the figures must not be trusted; null where there is no reason.</summary>
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
            SegmentInterval = result.Segments.Interval,
            VoteTrackAccuracy = result.Votes.Accuracy,
            VoteTrackInterval = result.Votes.Interval,
            Top2SegmentAccuracy = Share(result.SegmentsInTop2, result.Segments.Total),
            Top2SegmentInterval = WilsonInterval.Of(result.SegmentsInTop2, result.Segments.Total),
            Top2TrackAccuracy = Share(result.TracksInTop2, result.Tracks.Total),
            Top2TrackInterval = WilsonInterval.Of(result.TracksInTop2, result.Tracks.Total),
            Segments = result.Segments.Total,
            Tracks = result.Tracks.Total,
            Genres = result.Genres,
            PerGenre = [.. result.Genres.Select((genre, i) => GenreReport.From(result, genre, i))],
            SegmentMacro = MacroAverage.Of(result.Segments),
            TrackMacro = MacroAverage.Of(result.Tracks),
            ConfusionMatrix = result.Segments.Counts,
            TrackConfusionMatrix = result.Tracks.Counts,
            VoteTrackConfusionMatrix = result.Votes.Counts,
            Calibration = CalibrationReport.From(result),
            Split = split?.Kind,
            Warning = split is { IsLeaky: true } ? DataSplit.LeakyWarning : null,
        };
    }

    /// <summary>Reads a report.</summary>
    /// <param name="path">A file with the text of <see cref="ToJson"/>.</param>
    /// <exception cref="GenreNetException">It cannot be read, or contradicts itself.</exception>
    public static EvaluationReport Load(string path) => Read(path, json => json, "train again");

    /// <summary>Reads a report, or that of a whole cross-validation.</summary>
    /// <param name="path">A file with the text of <see cref="ToJson"/>, or of <see cref="CrossValidationReport.ToJson"/>.</param>
    /// <exception cref="GenreNetException">It cannot be read, or contradicts itself.</exception>
    public static EvaluationReport LoadAny(string path) =>
        Read(path, json => json.TryGetProperty("together", out JsonElement together) ? together : json, "evaluate again");

    private static EvaluationReport Read(string path, Func<JsonElement, JsonElement> part, string remedy)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.ReadAllBytes(path));
            EvaluationReport report = part(json.RootElement).Deserialize(EvaluationJson.Default.EvaluationReport) ?? throw new JsonException("it is null");
            int genres = report.Genres?.Count ?? 0;
            bool isSquare(IReadOnlyList<IReadOnlyList<int>>? matrix) => matrix?.Count == genres && matrix.All(row => row?.Count == genres);
            return genres > 0 && report.PerGenre?.Count == genres && isSquare(report.ConfusionMatrix) && isSquare(report.TrackConfusionMatrix)
                ? report
                : throw new JsonException("its matrices do not fit its genres");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{path} is damaged ({problem.Message.Split('\n')[0].TrimEnd('.')}): {remedy}.", problem);
        }
    }

    /// <summary>The report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.EvaluationReport);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
