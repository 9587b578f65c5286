using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Inference;

namespace GenreNet.Training.Runs;

/// <summary>JSON serialization of handwritten card notes; unknown properties are rejected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(CardNotes))]
internal sealed partial class CardNotesJson : JsonSerializerContext;
