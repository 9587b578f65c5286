using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Server.Monitoring;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Serving;

/// <summary>Represents a comparison of the audio and answers of a service with the training data of its model.</summary>
internal sealed record DriftReport
{
    /// <summary>Number of analysed answers.</summary>
    public required int Clips { get; init; }

    /// <summary>Number of answers of other models, which were excluded.</summary>
    public required int OtherModels { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Number of silent clips: they count as answers, but are excluded from means.</summary>
    public required int Silent { get; init; }

    /// <summary>Mean probability of the answers for clips that are not silent; 0 if all are silent.</summary>
    public required double MeanConfidence { get; init; }

    /// <summary>Number of clips sent with a genre that the model has.</summary>
    public required int Judged { get; init; }

    /// <summary>Number of correct answers among them.</summary>
    public required int Right { get; init; }

    /// <summary>Share of correct answers; null if no clip was sent with a genre that the model has.</summary>
    public double? Accuracy => Judged == 0 ? null : (double)Right / Judged;

    /// <summary>95 % confidence interval of the accuracy.</summary>
    public WilsonInterval Interval => WilsonInterval.Of(Right, Judged);

    /// <summary>Track accuracy on the model's own test tracks; null if the card does not state it.</summary>
    public required double? TestAccuracy { get; init; }

    /// <summary>Whether the card has audio statistics of the training tracks; models with embedded pretrained networks have none.</summary>
    public required bool ComparesSound { get; init; }

    /// <summary>The drift of the MFCCs; empty if the audio is not compared.</summary>
    public required IReadOnlyList<FeatureDrift> Features { get; init; }

    public required IReadOnlyList<GenreShare> Genres { get; init; }

    /// <summary>Clips sent with a genre that the model does not have.</summary>
    public required UnknownGenres UnknownGenres { get; init; }

    /// <summary>The features that differ from the training data.</summary>
    [JsonIgnore]
    public IEnumerable<FeatureDrift> Drifted => Features.Where(feature => feature.IsDrift);

    /// <summary>Whether any feature differs enough to need attention.</summary>
    public bool IsDrift => Drifted.Any();

    /// <summary>Compares a log with the training data.</summary>
    /// <param name="predictions">The logged answers.</param>
    /// <param name="card">The card of the model.</param>
    /// <param name="model">Name of the model in the log.</param>
    /// <exception cref="GenreNetException">
    /// The log has no answers of this model, or the card lacks statistics of the training data, which only models with pretrained networks
    /// may omit.
    /// </exception>
    public static DriftReport Of(IReadOnlyList<LoggedPrediction> predictions, ModelCard card, string model)
    {
        MfccReference? reference = MfccReference.Of(card);
        if (reference is null && card.Backbones is not { Count: > 0 })
        {
            throw new GenreNetException($"The card of the model {model} has no MFCC statistics of the training data. Train the model again with this version of GenreNet.");
        }

        LoggedPrediction[] own = [.. predictions.Where(prediction => prediction.Model == model)];
        if (own.Length == 0)
        {
            string found = string.Join(", ", predictions.Select(prediction => prediction.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            throw new GenreNetException(predictions.Count == 0
                ? "The prediction log has no entry in this period. Choose a longer period with --days, or send clips to the service."
                : $"The prediction log has no entry of the model {model}. Use --model to give a model in the log: {found}.");
        }

        LoggedPrediction[] audible = [.. own.Where(prediction => !prediction.IsSilent)];
        DriftGenres genres = DriftGenres.Of(own, card.Genres);
        return new DriftReport
        {
            Clips = own.Length,
            OtherModels = predictions.Count - own.Length,
            From = own.Min(prediction => prediction.Time),
            To = own.Max(prediction => prediction.Time),
            Silent = own.Length - audible.Length,
            MeanConfidence = audible.Select(prediction => prediction.Confidence).DefaultIfEmpty().Average(),
            Judged = genres.Judged,
            Right = genres.Right,
            TestAccuracy = TestAccuracyOf(card),
            ComparesSound = reference is not null,
            Features = reference is null ? [] : [.. FeatureDrift.Compare(reference, [.. audible.Select(prediction => prediction.MfccMeans)])],
            Genres = genres.Shares,
            UnknownGenres = genres.Unknown,
        };
    }

    /// <summary>Returns the track accuracy on the model's own test tracks; null if the card does not state it.</summary>
    public static double? TestAccuracyOf(ModelCard card) =>
        card.Test is { Tracks: > 0 } test ? test.TrackAccuracy : card.Evaluations is [var evaluation, ..] ? evaluation.TrackAccuracy : null;

    /// <summary>Serializes the report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DriftJson.Default.DriftReport);
}

/// <summary>JSON serialization of a drift report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DriftReport))]
internal sealed partial class DriftJson : JsonSerializerContext;
