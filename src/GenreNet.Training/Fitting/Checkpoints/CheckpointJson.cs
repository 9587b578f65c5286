using System.Text.Json.Serialization;

namespace GenreNet.Training.Fitting;

/// <summary>JSON of checkpoints. Losses may be infinite or no numbers, and must come back as they were.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckpointDescription))]
[JsonSerializable(typeof(FittingOrigin))]
[JsonSerializable(typeof(TrainingOptions))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
