using System.Text.Json.Serialization;

namespace GenreNet.Training.Search;

/// <summary>JSON serialization of searches, generated at build time. Missing properties are rejected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SearchState))]
internal sealed partial class SearchJson : JsonSerializerContext;
