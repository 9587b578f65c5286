using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>The JSON inside a cache: what made it, and what happened on the way.</summary>
/// <param name="FormatVersion">Version of the arrays and of this JSON.</param>
/// <param name="ExtractorVersion">Version of the computation: other numbers for the same audio mean another version.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="DatasetFingerprint">Hash of its content.</param>
/// <param name="Features">The feature options.</param>
/// <param name="Skipped">Tracks without a segment.</param>
/// <param name="Warnings">What was odd about the dataset.</param>
internal sealed record CacheDescription(
    int FormatVersion,
    int ExtractorVersion,
    string Dataset,
    string DatasetFingerprint,
    FeatureOptions Features,
    IReadOnlyList<SkippedTrack> Skipped,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Of caches that hold the clips alone.</summary>
    public const int PlainFormat = 2;

    /// <summary>Of caches that hold copies as well, which an earlier reader would take for more of the same clip.</summary>
    public const int CurrentFormat = 3;

    public const int CurrentExtractor = 3;

    /// <summary>What was odd about tracks that were used.</summary>
    public IReadOnlyList<TrackWarning> TrackWarnings { get; init; } = [];

    /// <summary>How the changed copies of clips were made; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AugmentedCopies? Copies { get; init; }

    /// <summary>False when a track was skipped for a reason that may be gone the next time: then the cache is never taken for current.</summary>
    public bool IsFinal { get; init; } = true;

    /// <summary>
    /// What features depend on beside the audio: equal keys and equal audio give equal features, bit for bit. Sums are rounded according to
    /// the vector width and to whether products are added in one step, so records of one machine are not continued on another kind of machine.
    /// </summary>
    /// <param name="options">How clips become features.</param>
    /// <param name="copies">How copies are made; how many does not matter.</param>
    public static byte[] KeyOf(FeatureOptions options, AugmentedCopies? copies = null) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{PlainFormat} {CurrentExtractor} {Vector<float>.Count} {(Fma.IsSupported || AdvSimd.IsSupported ? "fused" : "separate")} "
        + $"{JsonSerializer.Serialize(options, CacheJson.Default.FeatureOptions)}"
        + (copies is null ? string.Empty : JsonSerializer.Serialize(copies with { Count = 1 }, CacheJson.Default.AugmentedCopies))));

    public string ToJson() => JsonSerializer.Serialize(this, CacheJson.Default.CacheDescription);

    /// <exception cref="JsonException">It is no such JSON.</exception>
    public static CacheDescription Parse(string json) =>
        JsonSerializer.Deserialize(json, CacheJson.Default.CacheDescription) ?? throw new JsonException("the description is null");
}

/// <summary>A sentence about a track that was used all the same.</summary>
/// <param name="Track">Its id.</param>
/// <param name="Text">The sentence, with <see cref="TrackText.Placeholder"/> for the track.</param>
internal sealed record TrackWarning(string Track, string Text);

/// <summary>JSON of a cache, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CacheDescription))]
internal sealed partial class CacheJson : JsonSerializerContext;
