using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;

namespace GenreNet.Training.Evaluation;

/// <summary>Represents an evaluation, in the form that is printed and saved as JSON.</summary>
/// <remarks>
/// Intervals are 95 % Wilson confidence intervals. They assume independent predictions; segments of one track are not independent, so the
/// intervals by segment are too narrow. Nullable properties are missing in reports of earlier versions.
/// </remarks>
public sealed record EvaluationReport
{
    /// <summary>The evaluated tracks: test, held_out, all, ...</summary>
    public required string Subset { get; init; }

    /// <summary>Share of segments classified correctly, 0 to 1.</summary>
    public required double SegmentAccuracy { get; init; }

    /// <summary>Share of tracks classified correctly, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>95 % confidence interval of the track accuracy.</summary>
    public required WilsonInterval TrackInterval { get; init; }

    /// <summary>95 % confidence interval of the segment accuracy, assuming independent segments.</summary>
    public WilsonInterval? SegmentInterval { get; init; }

    /// <summary>
    /// Share of tracks classified correctly by majority vote of their segments, with ties broken by the larger mean probability; 0 to 1.
    /// </summary>
    public double? VoteTrackAccuracy { get; init; }

    /// <summary>95 % confidence interval of the track accuracy by majority vote.</summary>
    public WilsonInterval? VoteTrackInterval { get; init; }

    /// <summary>Share of segments whose genre is among the two most probable, 0 to 1.</summary>
    [JsonPropertyName("top2_segment_accuracy")]
    public double? Top2SegmentAccuracy { get; init; }

    /// <summary>95 % confidence interval of the segment top-2 accuracy, assuming independent segments.</summary>
    [JsonPropertyName("top2_segment_interval")]
    public WilsonInterval? Top2SegmentInterval { get; init; }

    /// <summary>Share of tracks whose genre is among the two with the largest mean probabilities, 0 to 1.</summary>
    [JsonPropertyName("top2_track_accuracy")]
    public double? Top2TrackAccuracy { get; init; }

    /// <summary>95 % confidence interval of the track top-2 accuracy.</summary>
    [JsonPropertyName("top2_track_interval")]
    public WilsonInterval? Top2TrackInterval { get; init; }

    /// <summary>Number of segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Number of tracks.</summary>
    public required int Tracks { get; init; }

    /// <summary>The genres, in the order of the matrices.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>Precision, recall and F1 of each genre, by segment and by track.</summary>
    public required IReadOnlyList<GenreReport> PerGenre { get; init; }

    /// <summary>Macro averages over the genres, by segment.</summary>
    public MacroAverage? SegmentMacro { get; init; }

    /// <summary>Macro averages over the genres, by track.</summary>
    public MacroAverage? TrackMacro { get; init; }

    /// <summary>Confusion matrix of segments: rows are actual genres, columns predicted genres.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionMatrix { get; init; }

    /// <summary>Confusion matrix of tracks: rows are actual genres, columns predicted genres.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> TrackConfusionMatrix { get; init; }

    /// <summary>Confusion matrix of tracks by majority vote: rows are actual genres, columns predicted genres.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? VoteTrackConfusionMatrix { get; init; }

    /// <summary>Calibration figures: how well confidence matches accuracy.</summary>
    public CalibrationReport? Calibration { get; init; }

    /// <summary>How the model's tracks were split: stratified, fold, dataset, lists, leaky-segments; null if not requested.</summary>
    public SplitKind? Split { get; init; }

    /// <summary>Why the figures are unreliable; null if there is no known reason.</summary>
    public string? Warning { get; init; }

    /// <summary>Creates the report of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="subset">Name of the evaluated subset.</param>
    /// <param name="split">The split that the model was fitted with; null to omit its details.</param>
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
    /// <param name="path">Path of a file with the output of <see cref="ToJson"/>.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or is inconsistent.</exception>
    public static EvaluationReport Load(string path) => Read(path, json => json, "train again");

    /// <summary>Reads an evaluation report, or the combined report of a cross-validation.</summary>
    /// <param name="path">Path of a file with the output of <see cref="ToJson"/> or <see cref="CrossValidationReport.ToJson"/>.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or is inconsistent.</exception>
    public static EvaluationReport LoadAny(string path) =>
        Read(path, json => json.TryGetProperty("together", out JsonElement together) ? together : json, "evaluate again");

    private static EvaluationReport Read(string path, Func<JsonElement, JsonElement> part, string remedy)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.ReadAllBytes(path));
            EvaluationReport report = part(json.RootElement).Deserialize(EvaluationJson.Default.EvaluationReport) ?? throw new JsonException("it contains null");
            int genres = report.Genres?.Count ?? 0;
            bool isSquare(IReadOnlyList<IReadOnlyList<int>>? matrix) => matrix?.Count == genres && matrix.All(row => row?.Count == genres);
            return genres > 0 && report.PerGenre?.Count == genres && isSquare(report.ConfusionMatrix) && isSquare(report.TrackConfusionMatrix)
                ? report
                : throw new JsonException("the size of its confusion matrices differs from the number of genres");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{path} is damaged ({problem.Message.Split('\n')[0].TrimEnd('.')}): {remedy}.", problem);
        }
    }

    /// <summary>Serializes the report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.EvaluationReport);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
