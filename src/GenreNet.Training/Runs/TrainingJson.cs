using System.Text.Json.Serialization;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>JSON serialization of the settings of a run.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TrainingOptions))]
[JsonSerializable(typeof(RunEnvironment))]
internal sealed partial class TrainingJson : JsonSerializerContext;
