using System.Text.Json.Serialization;

namespace GenreNet.Training.Evaluation;

/// <summary>JSON serialization of evaluations.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(CrossValidationReport))]
[JsonSerializable(typeof(ComparisonReport))]
[JsonSerializable(typeof(LeakageReport))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
