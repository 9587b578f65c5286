using GenreNet.Core;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>Checks that the parts of a card are consistent.</summary>
internal static class CardChecks
{
    /// <summary>Checks a card whose features are valid.</summary>
    /// <param name="card">The card.</param>
    /// <param name="name">Name of the model file in messages.</param>
    /// <exception cref="ModelFormatException">Two parts of the card contradict each other; the message names them.</exception>
    public static void Check(ModelCard card, string name)
    {
        if (Contradiction(card) is { } reason)
        {
            throw new ModelFormatException($"{name} has an inconsistent model card ({reason}): export the model again.");
        }
    }

    private static string? Contradiction(ModelCard card) => card switch
    {
        { Genres.Count: < 2 } => "it has fewer than two genres",
        _ when !FitsStandardization(card) => "its standardisation does not have one mean and one deviation per coefficient",
        { Calibration.Temperature: not (> 0 and < double.PositiveInfinity) } => "its temperature is not a finite number greater than zero",
        { MfccReference: { IsComplete: false } } => "its MFCC reference is incomplete",
        _ when !Enum.IsDefined(card.Pooling) => "its pooling is unknown",
        _ when !Enum.IsDefined(card.Activation) => "its activation is unknown",
        { Activation: OutputActivation.Sigmoid, Calibration: not null } =>
            "a multi-label model is calibrated per genre and has no temperature",
        { Activation: OutputActivation.Softmax, LabelCalibration: not null } => "only a multi-label model is calibrated per genre",
        { LabelCalibration: { } calibration } when !IsPart(calibration.Genres, card.Genres) => "it calibrates a genre that the model does not have",
        { LabelCalibration: { } calibration } when Contradiction(calibration) is { } reason => reason,
        { Content: { } content } when Contradiction(content) is { } reason => reason,
        { Backbones: { } backbones } when backbones.Any(backbone => !IsSha256(backbone.Sha256)) =>
            "the checksum of a backbone is not a SHA-256",
        { Parts: { } parts } when Contradiction(parts, card.Features) is { } reason => reason,
        { WeightsSha256: { } checksum } when !IsSha256(checksum) => "the checksum of its weights is not a SHA-256",
        _ => null,
    };

    private static string? Contradiction(LabelCalibration calibration) => calibration switch
    {
        _ when (calibration.Scales?.Count ?? calibration.Genres.Count) != calibration.Genres.Count =>
            "it does not have one scale per calibrated genre",
        _ when (calibration.Figures?.Count ?? calibration.Genres.Count) != calibration.Genres.Count =>
            "it does not have the figures of each calibrated genre",
        _ when calibration.OtherScale is { IsValid: false } || calibration.Scales?.All(scale => scale.IsValid) == false =>
            "the logit scale of a genre is not greater than zero, or its offset is not a number",
        _ => null,
    };

    private static string? Contradiction(ContentFacts content) => content switch
    {
        _ when content.Labels.Distinct(StringComparer.Ordinal).Count() != content.Labels.Count => "two of its content labels are the same",
        _ when !IsPart(content.MusicLabels, content.Labels) => "a music label is not one of its content labels, or is listed twice",
        _ when content.MusicLabels.Count == 0 || content.MusicLabels.Count == content.Labels.Count =>
            "some of its content labels must mean music, but not all",
        { MusicBelow: not (>= 0 and <= 1) } or { OtherAbove: not (>= 0 and <= 1) } => "a content threshold is not between 0 and 1",
        _ => null,
    };

    private static string? Contradiction(IReadOnlyList<PartFacts> parts, FeatureOptions features)
    {
        int views = features.Views?.Count ?? 1;
        foreach (PartFacts part in parts)
        {
            if (part.View < 0 || part.View >= views || !double.IsFinite(part.Weight) || part.Weight < 0)
            {
                return "one of its parts has an invalid view or weight";
            }

            FeatureOptions view = features.Views?[part.View] ?? features;
            (int means, int deviations) = (part.Standardization.Mean.Length, part.Standardization.Deviation.Length);
            if (means != deviations || (view.Kind == FeatureKind.Summary && means != 0 && means != view.CoefficientCount))
            {
                return "the standardisation of a part does not have one mean and one deviation per coefficient";
            }
        }

        return null;
    }

    // The lists are empty if the network does not standardise its input.
    private static bool FitsStandardization(ModelCard card)
    {
        (int means, int deviations) = (card.Standardization.Mean.Length, card.Standardization.Deviation.Length);
        return means == deviations && (means == 0 || means == card.Features.CoefficientCount);
    }

    private static bool IsPart(IReadOnlyList<string> some, IReadOnlyList<string> all) =>
        some.All(all.ToHashSet(StringComparer.Ordinal).Contains) && some.Distinct(StringComparer.Ordinal).Count() == some.Count;

    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);
}
