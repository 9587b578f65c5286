using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>Represents a prediction, in the form that is printed as JSON.</summary>
internal sealed record PredictionReport
{
    /// <summary>The file, as given by the user.</summary>
    public required string File { get; init; }

    /// <summary>The most probable genre, or "unknown".</summary>
    public required string Genre { get; init; }

    /// <summary>The probability of the genre; 0 if the clip is silent.</summary>
    public required double Confidence { get; init; }

    /// <summary>The most probable genres; empty if the clip is silent.</summary>
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    /// <summary>Whether the probabilities of the ranking are independent of each other.</summary>
    public required bool MultiLabel { get; init; }

    public required double DurationSeconds { get; init; }

    public required bool Silent { get; init; }

    public required bool Short { get; init; }

    public required bool OutOfDistribution { get; init; }

    /// <summary>How much the clip differs from the training music; null if not available.</summary>
    public required double? Novelty { get; init; }

    /// <summary>Whether the clip contains music; null if the model does not classify this.</summary>
    public required bool? IsMusic { get; init; }

    /// <summary>Sound classes of the clip, most probable first; empty if the model does not classify them.</summary>
    public required IReadOnlyList<ContentProbability> Content { get; init; }

    /// <summary>Warnings about the audio, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The segments in chronological order.</summary>
    public required IReadOnlyList<TimelineReport> Timeline { get; init; }

    /// <summary>Name of the model file, or "default".</summary>
    public required string Model { get; init; }

    public static PredictionReport From(string file, GenrePrediction prediction, int rankingLength, string model) => new()
    {
        File = file,
        Genre = prediction.Genre,
        Confidence = prediction.Confidence,
        Ranking = [.. prediction.Ranking.Take(rankingLength)],
        MultiLabel = prediction.IsMultiLabel,
        DurationSeconds = prediction.Duration.TotalSeconds,
        Silent = prediction.IsSilent,
        Short = prediction.IsShort,
        OutOfDistribution = prediction.IsOutOfDistribution,
        Novelty = prediction.Novelty,
        IsMusic = prediction.IsMusic,
        Content = prediction.Content,
        Warnings = prediction.Warnings,
        Timeline = [.. prediction.Timeline.Select(s => new TimelineReport(s.Start.TotalSeconds, s.End.TotalSeconds, s.Genre, s.Probability, s.IsSilent))],
        Model = model,
    };

    public string ToJson() => JsonSerializer.Serialize(this, PredictionJson.Default.PredictionReport);
}

/// <summary>Represents a segment of a prediction.</summary>
internal sealed record TimelineReport(double StartSeconds, double EndSeconds, string Genre, double Probability, bool Silent);

/// <summary>JSON serialization of a prediction.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PredictionReport))]
internal sealed partial class PredictionJson : JsonSerializerContext;
