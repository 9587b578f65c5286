using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>What a user of a model has to know, kept as JSON in the metadata of the ONNX file.</summary>
public sealed record ModelCard
{
    // A quarter of an hour at 44.1 kHz, and forty times the numbers of thirty seconds of 128 mel bands.
    private const int LongestSegment = 40_000_000;
    private const int MostValues = 8_000_000;

    /// <summary>Version of the file format: see <see cref="ModelFormat.Version"/>.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Name of the network in the catalogue, or of the user's own.</summary>
    public required string Network { get; init; }

    /// <summary>Number of trained values.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>The genres in the order of the outputs; sorted ordinally.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>How audio becomes the network's input: rate, segments, what becomes of the tail, MFCC settings.</summary>
    public required FeatureOptions Features { get; init; }

    /// <summary>How the network turns logits into probabilities. Default softmax, and then the card's JSON omits it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OutputActivation Activation { get; init; }

    /// <summary>How the probabilities of segments become those of a clip. Default their mean, and then the card's JSON omits it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SegmentPooling Pooling { get; init; }

    /// <summary>
    /// The standardisation; the graph applies it, so callers do not. Its lists are empty where the network does not standardise its input.
    /// </summary>
    public required Standardization Standardization { get; init; }

    /// <summary>What the tracks sound like that the network was fitted on; null in models made before cards said so.</summary>
    public MfccReference? MfccReference { get; init; }

    /// <summary>The temperature of the probabilities; the graph applies it, so callers do not. Null in models without one, whose temperature is 1.</summary>
    public CalibrationFacts? Calibration { get; init; }

    /// <summary>Which genres of a multi-label model are calibrated; null in other models, and where no genre is.</summary>
    public LabelCalibration? LabelCalibration { get; init; }

    /// <summary>What the graph's output <c>content</c> says of a sound, music or not; null in models without that output.</summary>
    public ContentFacts? Content { get; init; }

    /// <summary>The pretrained networks that the model contains; null where there are none.</summary>
    public IReadOnlyList<BackboneFacts>? Backbones { get; init; }

    /// <summary>The models that vote; null where the model is a single one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PartFacts>? Parts { get; init; }

    /// <summary>How the network was fitted.</summary>
    public required TrainingFacts Training { get; init; }

    /// <summary>Accuracy on the tracks that chose the best epoch: a little flattering.</summary>
    public AccuracyFigures? Validation { get; init; }

    /// <summary>Accuracy on the tracks that were kept aside: the honest figure, unless <see cref="TrainingFacts.Warning"/> says otherwise.</summary>
    public AccuracyFigures? Test { get; init; }

    /// <summary>What whoever published the model says of it; null where nobody did.</summary>
    public CardNotes? Notes { get; init; }

    /// <summary>Further tests, of the model or of its recipe; null where there were none.</summary>
    public IReadOnlyList<CardEvaluation>? Evaluations { get; init; }

    /// <summary>
    /// Checksum of the graph's weights, 64 hexadecimal digits: a file whose weights do not match it is refused. Null in models made before
    /// cards had one. Whatever writes a model file sets it (<see cref="ModelFormat.ChecksumOf"/>).
    /// </summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>
    /// Whether each genre has a probability of its own, so that several can apply to a clip: <see cref="OutputActivation.Sigmoid"/>.
    /// </summary>
    [JsonIgnore]
    public bool IsMultiLabel => Activation == OutputActivation.Sigmoid;

    /// <summary>The card as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ModelCardJson.Default.ModelCard);

    /// <summary>
    /// Checks whether the probability of a genre is calibrated: whether it was compared with labelled music and states how often the genre
    /// applies.
    /// </summary>
    /// <param name="genre">One of <see cref="Genres"/>.</param>
    public bool IsCalibrated(string genre) =>
        IsMultiLabel ? LabelCalibration?.Genres.Contains(genre, StringComparer.Ordinal) == true : Calibration is { Remark: null };

    /// <summary>Reads a card and checks that it is whole and agrees with itself.</summary>
    /// <param name="json">The metadata value.</param>
    /// <param name="name">The model file, for the message.</param>
    /// <exception cref="ModelFormatException">The card is damaged, contradicts itself, or is of a newer format.</exception>
    public static ModelCard Parse(string json, string name)
    {
        try
        {
            int version = JsonDocument.Parse(json).RootElement.GetProperty("format_version").GetInt32();
            if (version > ModelFormat.Version)
            {
                throw new ModelFormatException(
                    $"{name} has model format {version} and this version of GenreNet reads up to {ModelFormat.Version}: update GenreNet.");
            }

            ModelCard card = JsonSerializer.Deserialize(json, ModelCardJson.Default.ModelCard)!;
            card.Features.Validate();
            RequireSize(card.Features, name);
            CardChecks.Check(card, name);
            return card;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ModelFormatException($"{name}: the card inside is damaged ({problem.Message}): export the model again.", problem);
        }
    }

    /// <summary>What a card claims decides how much memory is taken: nothing that no network has.</summary>
    private static void RequireSize(FeatureOptions features, string name)
    {
        if (features.Source is { } source)
        {
            RequireSize(source, name);
        }

        if (features.SegmentLength > LongestSegment || (long)features.FrameCount * features.CoefficientCount > MostValues)
        {
            throw new ModelFormatException($"{name}: the card inside claims segments of {features.SegmentSeconds} s with {features.FrameCount} x {features.CoefficientCount} numbers, which is too much: export the model again.");
        }
    }
}
