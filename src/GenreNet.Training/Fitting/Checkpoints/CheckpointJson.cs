using System.Text.Json.Serialization;

namespace GenreNet.Training.Fitting;

/// <summary>JSON serialization of checkpoints. Losses may be infinite or NaN and must round-trip.</summary>
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
