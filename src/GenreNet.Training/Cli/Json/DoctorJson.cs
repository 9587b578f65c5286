using System.Text.Json.Serialization;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>JSON serialization of the results of <c>doctor</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EnvironmentReport))]
internal sealed partial class DoctorJson : JsonSerializerContext;
