using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>A prediction in the form that is printed as JSON.</summary>
internal sealed record PredictionReport
{
    /// <summary>The file as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The likeliest genre, or "unknown".</summary>
    public required string Genre { get; init; }

    /// <summary>Its probability; 0 where the clip is silent.</summary>
    public required double Confidence { get; init; }

    /// <summary>The likeliest genres; empty where the clip is silent.</summary>
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    /// <summary>Whether each probability of the ranking is independent of the others.</summary>
    public required bool MultiLabel { get; init; }

    public required double DurationSeconds { get; init; }

    public required bool Silent { get; init; }

    public required bool Short { get; init; }

    public required bool OutOfDistribution { get; init; }

    /// <summary>How unlike the training music the clip is; null where that is not available.</summary>
    public required double? Novelty { get; init; }

    /// <summary>Whether the clip contains music; null where the model does not tell.</summary>
    public required bool? IsMusic { get; init; }

    /// <summary>What the clip sounds like, likeliest first; empty where the model does not tell.</summary>
    public required IReadOnlyList<ContentProbability> Content { get; init; }

    /// <summary>What is odd about the audio, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The segments in order of time.</summary>
    public required IReadOnlyList<TimelineReport> Timeline { get; init; }

    /// <summary>Name of the model file that answered, or "default".</summary>
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

/// <summary>A segment of a prediction.</summary>
internal sealed record TimelineReport(double StartSeconds, double EndSeconds, string Genre, double Probability, bool Silent);

/// <summary>JSON of a prediction.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PredictionReport))]
internal sealed partial class PredictionJson : JsonSerializerContext;
