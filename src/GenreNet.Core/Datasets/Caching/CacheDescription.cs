using System.Globalization;
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

/// <summary>Represents the JSON description in a cache: what it was made from, and which tracks were skipped or gave warnings.</summary>
/// <param name="FormatVersion">Version of the arrays and of this JSON.</param>
/// <param name="ExtractorVersion">Version of the computation; it changes whenever the same audio yields different values.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="DatasetFingerprint">Hash of the dataset's content.</param>
/// <param name="Features">The feature options.</param>
/// <param name="Skipped">Tracks that yielded no segment.</param>
/// <param name="Warnings">Warnings about the dataset.</param>
internal sealed record CacheDescription(
    int FormatVersion,
    int ExtractorVersion,
    string Dataset,
    string DatasetFingerprint,
    FeatureOptions Features,
    IReadOnlyList<SkippedTrack> Skipped,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Format version of caches without augmented variants.</summary>
    public const int PlainFormat = 2;

    /// <summary>
    /// Format version of caches with augmented variants, which older readers would mistake for further segments of the clip itself.
    /// </summary>
    public const int CurrentFormat = 3;

    public const int CurrentExtractor = 3;

    /// <summary>Gets the warnings about tracks that were used.</summary>
    public IReadOnlyList<TrackWarning> TrackWarnings { get; init; } = [];

    /// <summary>Gets how the augmented variants of clips were made; null if there are none.</summary>
    [JsonPropertyName("copies")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AugmentedVariants? Augmentation { get; init; }

    /// <summary>Gets whether the cache can count as up to date; false if a track was skipped for a reason that may be temporary.</summary>
    public bool IsFinal { get; init; } = true;

    /// <summary>
    /// Computes a key of everything that determines the features besides the audio: equal keys and equal audio give bit-identical features.
    /// The key includes the vector width and whether fused multiply-add is available, because both affect the rounding of sums; a journal
    /// from one kind of machine is therefore not continued on another.
    /// </summary>
    /// <param name="options">How clips are converted to features.</param>
    /// <param name="augmentation">How augmented variants are made; their number does not affect the key.</param>
    public static byte[] KeyOf(FeatureOptions options, AugmentedVariants? augmentation = null) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{PlainFormat} {CurrentExtractor} {Vector<float>.Count} {(Fma.IsSupported || AdvSimd.IsSupported ? "fused" : "separate")} "
        + $"{JsonSerializer.Serialize(options, CacheJson.Default.FeatureOptions)}"
        + (augmentation is null ? string.Empty : JsonSerializer.Serialize(augmentation with { Count = 1 }, CacheJson.Default.AugmentedVariants))));

    public string ToJson() => JsonSerializer.Serialize(this, CacheJson.Default.CacheDescription);

    /// <exception cref="JsonException">The text is not a cache description.</exception>
    public static CacheDescription Parse(string json) =>
        JsonSerializer.Deserialize(json, CacheJson.Default.CacheDescription) ?? throw new JsonException("the description is null");
}

/// <summary>Represents a warning about a track that was used nevertheless.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Text">The warning, with <see cref="TrackText.Placeholder"/> in place of the track's name.</param>
internal sealed record TrackWarning(string Track, string Text);

/// <summary>Source-generated JSON serialization of cache descriptions.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CacheDescription))]
internal sealed partial class CacheJson : JsonSerializerContext;

/// <summary>Represents everything that determines the features of an audio file, apart from the file itself.</summary>
/// <param name="Options">How clips are converted to features.</param>
/// <param name="Augmentation">How augmented variants of each clip are made; null for none.</param>
internal sealed record CacheSettings(FeatureOptions Options, AugmentedVariants? Augmentation)
{
    /// <summary>Gets the numbers of all variants, from 0; 0 is the clip itself.</summary>
    public IEnumerable<int> Variants => Enumerable.Range(0, 1 + (Augmentation?.Count ?? 0));

    /// <summary>Returns the journal address of the features of a file or of one of its augmented variants.</summary>
    public static string AddressOf(string content, int variant) =>
        variant == 0 || content.Length == 0 ? content : string.Create(CultureInfo.InvariantCulture, $"{content} {variant}");

    /// <summary>Returns whether a journal holds a file and all its augmented variants.</summary>
    public bool IsComplete(FeatureJournal journal, string content) => Variants.All(variant => journal.Find(AddressOf(content, variant)) is not null);

    /// <summary>Returns whether a cache was made with exactly these settings.</summary>
    public bool IsThatOf(CacheDescription description) => MakesTheSame(description) && description.Augmentation == Augmentation;

    /// <summary>Returns whether a cache's unmodified clips were processed with the same settings; augmented variants are ignored.</summary>
    public bool MakesTheSame(CacheDescription description) =>
        description.FormatVersion is CacheDescription.PlainFormat or CacheDescription.CurrentFormat
        && description.ExtractorVersion == CacheDescription.CurrentExtractor && description.Features == Options;

    /// <summary>Returns whether a cache's augmented variants are made in the same way; their number may differ.</summary>
    public bool MakesTheSameVariants(CacheDescription description) =>
        Augmentation is not null && description.Augmentation is not null && description.Augmentation with { Count = Augmentation.Count } == Augmentation;
}
