using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets.Caching;

/// <summary>The JSON inside a cache: what made it, and what happened on the way.</summary>
/// <param name="FormatVersion">Version of the arrays and of this JSON.</param>
/// <param name="ExtractorVersion">Version of the computation: other numbers for the same audio mean another version.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="DatasetFingerprint">Hash of its content.</param>
/// <param name="Features">The feature options.</param>
/// <param name="Skipped">Tracks without a segment.</param>
/// <param name="Warnings">What was odd about tracks that were used.</param>
internal sealed record CacheDescription(
    int FormatVersion,
    int ExtractorVersion,
    string Dataset,
    string DatasetFingerprint,
    FeatureOptions Features,
    IReadOnlyList<SkippedTrack> Skipped,
    IReadOnlyList<string> Warnings)
{
    public const int CurrentFormat = 1;
    public const int CurrentExtractor = 1;

    public string ToJson() => JsonSerializer.Serialize(this, CacheJson.Default.CacheDescription);

    /// <exception cref="JsonException">It is no such JSON.</exception>
    public static CacheDescription Parse(string json) =>
        JsonSerializer.Deserialize(json, CacheJson.Default.CacheDescription) ?? throw new JsonException("the description is null");
}

/// <summary>JSON of a cache, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CacheDescription))]
internal sealed partial class CacheJson : JsonSerializerContext;
