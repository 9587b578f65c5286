using System.Text.Json;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;

namespace GenreNet.Inference.Models;

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

    /// <summary>The standardisation; the graph applies it, so callers do not.</summary>
    public required Standardization Standardization { get; init; }

    /// <summary>What the tracks sound like that the network was fitted on; null in models made before cards said so.</summary>
    public MfccReference? MfccReference { get; init; }

    /// <summary>The temperature of the probabilities; the graph applies it, so callers do not. Null in models without one, whose temperature is 1.</summary>
    public CalibrationFacts? Calibration { get; init; }

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

    /// <summary>The card as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ModelCardJson.Default.ModelCard);

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
            int coefficients = card.Features.CoefficientCount;
            if (card.Genres.Count < 2 || card.Standardization.Mean.Count != coefficients || card.Standardization.Deviation.Count != coefficients
                || card.Calibration is { Temperature: not (> 0 and < double.PositiveInfinity) } || card.MfccReference is { IsWhole: false })
            {
                throw new ModelFormatException($"{name}: the card inside contradicts itself: export the model again.");
            }

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
