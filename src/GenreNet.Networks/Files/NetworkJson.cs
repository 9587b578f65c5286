using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreNet.Networks;

/// <summary>Provides the JSON serialisation of networks, generated at build time. Unknown and missing properties are rejected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true,
    AllowTrailingCommas = true,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(NetworkSpec))]
internal sealed partial class NetworkJson : JsonSerializerContext;
