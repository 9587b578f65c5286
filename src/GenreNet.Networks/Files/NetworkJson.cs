using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreNet.Networks;

/// <summary>JSON of networks, generated at build time. What is misspelt is refused, and what is missing as well.</summary>
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
