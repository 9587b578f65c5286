using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Inference;

namespace GenreNet.Training.Cli.Json;

/// <summary>A prediction in the form that is printed as JSON.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Genre">The likeliest genre.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Ranking">The likeliest genres.</param>
/// <param name="Timeline">The segments in order of time.</param>
internal sealed record PredictionReport(
    string File, string Genre, double Confidence, IReadOnlyList<GenreProbability> Ranking, IReadOnlyList<TimelineReport> Timeline)
{
    public static PredictionReport From(string file, GenrePrediction prediction, int rankingLength) => new(
        file,
        prediction.Genre,
        prediction.Confidence,
        [.. prediction.Ranking.Take(rankingLength)],
        [.. prediction.Timeline.Select(s => new TimelineReport(s.Start.TotalSeconds, s.End.TotalSeconds, s.Genre, s.Probability))]);

    public string ToJson() => JsonSerializer.Serialize(this, PredictionJson.Default.PredictionReport);
}

/// <summary>A segment of a prediction.</summary>
internal sealed record TimelineReport(double StartSeconds, double EndSeconds, string Genre, double Probability);

/// <summary>JSON of a prediction.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PredictionReport))]
internal sealed partial class PredictionJson : JsonSerializerContext;
