using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>Describes a model to its users; stored as JSON in the metadata of the ONNX file.</summary>
/// <remarks>Immutable.</remarks>
/// <example>
/// <code>
/// using var classifier = GenreClassifier.LoadDefault();
/// ModelCard card = classifier.Card;
/// Console.WriteLine($"{card.Network}, segments of {card.Features.SegmentSeconds} s, {string.Join(", ", card.Genres)}");
/// </code>
/// </example>
/// <seealso cref="GenreClassifier"/>
/// <seealso cref="TrainingFacts"/>
public sealed record ModelCard
{
    // A quarter of an hour at 44.1 kHz, and forty times the values of thirty seconds of 128 mel bands.
    private const int LongestSegment = 40_000_000;
    private const int MostValues = 8_000_000;

    /// <summary>Gets the version of the file format: see <see cref="ModelFormat.Version"/>.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Gets the name of the network in the catalogue, or the user's own name for it.</summary>
    public required string Network { get; init; }

    /// <summary>Gets the number of trained parameters.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>Gets the genres in the order of the outputs; sorted ordinally.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>Gets how audio becomes the network's input: sample rate, segments, handling of the last segment, MFCC settings.</summary>
    public required FeatureOptions Features { get; init; }

    /// <summary>Gets how the network converts logits to probabilities. The default is softmax, which the card's JSON omits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OutputActivation Activation { get; init; }

    /// <summary>
    /// Gets how the probabilities of segments are combined into those of a clip. The default is the mean, which the card's JSON omits.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SegmentPooling Pooling { get; init; }

    /// <summary>
    /// Gets the standardisation. The graph applies it, so callers do not. Its lists are empty if the network does not standardise its
    /// input.
    /// </summary>
    public required Standardization Standardization { get; init; }

    /// <summary>Gets the MFCC statistics of the tracks that the network was fitted on; null in models whose card predates them.</summary>
    public MfccReference? MfccReference { get; init; }

    /// <summary>
    /// Gets the temperature of the probabilities. The graph applies it, so callers do not. Null in models without one, whose temperature is
    /// 1.
    /// </summary>
    public CalibrationFacts? Calibration { get; init; }

    /// <summary>Gets the calibrated genres of a multi-label model; null in other models, and if no genre is calibrated.</summary>
    public LabelCalibration? LabelCalibration { get; init; }

    /// <summary>
    /// Gets the description of the graph's output <c>content</c>, the kinds of sound; null in models without that output.
    /// </summary>
    public ContentFacts? Content { get; init; }

    /// <summary>Gets the pretrained networks that the model contains; null if there are none.</summary>
    public IReadOnlyList<BackboneFacts>? Backbones { get; init; }

    /// <summary>Gets the models of an ensemble; null if the model is a single one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PartFacts>? Parts { get; init; }

    /// <summary>Gets how the network was fitted.</summary>
    public required TrainingFacts Training { get; init; }

    /// <summary>Gets the accuracy on the validation tracks, which selected the best epoch: slightly optimistic.</summary>
    public AccuracyFigures? Validation { get; init; }

    /// <summary>
    /// Gets the accuracy on the held-out test tracks: an unbiased figure, unless <see cref="TrainingFacts.Warning"/> states otherwise.
    /// </summary>
    public AccuracyFigures? Test { get; init; }

    /// <summary>Gets the publisher's notes; null if there are none.</summary>
    public CardNotes? Notes { get; init; }

    /// <summary>Gets further evaluations of the model or of its training configuration; null if there are none.</summary>
    public IReadOnlyList<CardEvaluation>? Evaluations { get; init; }

    /// <summary>
    /// Gets the checksum of the graph's weights, 64 hexadecimal digits. A file whose weights do not match it is rejected. Null in models
    /// whose card predates it. Code that writes a model file must set it (<see cref="ModelFormat.ChecksumOf"/>).
    /// </summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>
    /// Gets whether each genre has an independent probability, so that several can apply to a clip: <see cref="OutputActivation.Sigmoid"/>.
    /// </summary>
    [JsonIgnore]
    public bool IsMultiLabel => Activation == OutputActivation.Sigmoid;

    /// <summary>Returns the card as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ModelCardJsonContext.Default.ModelCard);

    /// <summary>
    /// Returns whether the probability of a genre is calibrated: it was verified against labelled music and states how often the genre
    /// applies.
    /// </summary>
    /// <param name="genre">One of <see cref="Genres"/>.</param>
    public bool IsCalibrated(string genre) =>
        IsMultiLabel ? LabelCalibration?.Genres.Contains(genre, StringComparer.Ordinal) == true : Calibration is { Remark: null };

    /// <summary>Reads the card of a model file without loading the network, which takes neither ONNX Runtime nor its memory.</summary>
    /// <param name="path">
    /// An <c>.onnx</c> file written by <c>genrenet train</c>, or the folder of such a run, which contains <c>model.onnx</c>.
    /// <see cref="InstalledModels.Resolve"/> returns the path of an installed model.
    /// </param>
    /// <returns>The card. The weights of the file match its checksum, but whether the network runs is not tested.</returns>
    /// <exception cref="ModelFormatException">
    /// The file does not exist, is not a GenreNet model, is damaged, or is newer than this version.
    /// </exception>
    /// <seealso cref="GenreClassifier.Load(string, ClassificationOptions, Microsoft.Extensions.Logging.ILoggerFactory)"/>
    public static ModelCard Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = ModelFile.Locate(path);
        return ModelFile.CardOf(ModelFile.ReadAllBytes(path), path);
    }

    /// <summary>Reads a card from its JSON and checks that it is complete and consistent.</summary>
    /// <param name="json">The metadata value.</param>
    /// <param name="name">Name of the model file in messages.</param>
    /// <exception cref="ModelFormatException">The card is damaged, contradicts itself, or has a newer format.</exception>
    public static ModelCard Parse(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            int version = document.RootElement.GetProperty("format_version").GetInt32();
            if (version > ModelFormat.Version)
            {
                throw new ModelFormatException(
                    $"{name} has model format {version}, but this version of GenreNet reads formats up to {ModelFormat.Version}: update GenreNet.");
            }

            ModelCard card = CardReader.Read(document.RootElement);
            card.Features.Validate();
            RequireSize(card.Features, name);
            CardChecks.Check(card, name);
            return card;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ModelFormatException($"{name} has a damaged model card ({problem.Message.TrimEnd('.')}): export the model again.", problem);
        }
    }

    /// <summary>Limits the sizes on a card, which determine how much memory is allocated, to more than any real network needs.</summary>
    private static void RequireSize(FeatureOptions features, string name)
    {
        if (features.Source is { } source)
        {
            RequireSize(source, name);
        }

        if (features.SegmentLength > LongestSegment || (long)features.FrameCount * features.CoefficientCount > MostValues)
        {
            throw new ModelFormatException($"{name} has a model card with segments of {features.SegmentSeconds} s and {features.FrameCount} x {features.CoefficientCount} values, which is too large: export the model again.");
        }
    }
}

/// <summary>
/// Provides the settings of the card's JSON and the code that writes it, generated at build time so that it works with trimming.
/// <see cref="CardReader"/> reads it.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ModelCardJsonContext : JsonSerializerContext;
