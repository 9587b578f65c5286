using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.Errors;
using GenreNet.Inference.Models;
using GenreNet.Inference.Monitoring;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Serving.Drift;

/// <summary>What a service heard and answered, held against what its model was trained on.</summary>
internal sealed record DriftReport
{
    /// <summary>Answers looked at.</summary>
    public required int Clips { get; init; }

    /// <summary>Answers of other models, which were left out.</summary>
    public required int OtherModels { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Silent clips: they count as answers, but not in the means.</summary>
    public required int Silent { get; init; }

    /// <summary>Mean probability of the answers to clips that are not silent; 0 where all are.</summary>
    public required double MeanConfidence { get; init; }

    /// <summary>Clips that were sent with a genre that the model knows.</summary>
    public required int Judged { get; init; }

    /// <summary>Of those, answers that were right.</summary>
    public required int Right { get; init; }

    /// <summary>Share of them; null where nobody sent a genre.</summary>
    public double? Accuracy => Judged == 0 ? null : (double)Right / Judged;

    /// <summary>Where the true share lies, with a certainty of 95 %.</summary>
    public WilsonInterval Interval => WilsonInterval.Of(Right, Judged);

    /// <summary>Accuracy by track on the model's own test tracks; null where the card does not say.</summary>
    public required double? TestAccuracy { get; init; }

    /// <summary>Whether the card has statistics of the sound of training tracks; models with pretrained networks inside have none.</summary>
    public required bool ComparesSound { get; init; }

    /// <summary>The MFCCs; empty where the sound is not compared.</summary>
    public required IReadOnlyList<FeatureDrift> Features { get; init; }

    public required IReadOnlyList<GenreShare> Genres { get; init; }

    /// <summary>Clips that were sent with a genre that the model does not know.</summary>
    public required UnknownGenres UnknownGenres { get; init; }

    /// <summary>The features that are unlike what the model knows.</summary>
    [JsonIgnore]
    public IEnumerable<FeatureDrift> Drifted => Features.Where(feature => feature.IsDrift);

    /// <summary>Whether something differs enough to look at.</summary>
    public bool IsDrift => Drifted.Any();

    /// <summary>Compares.</summary>
    /// <param name="predictions">The log.</param>
    /// <param name="card">The model's card.</param>
    /// <param name="model">The name of the model in the log.</param>
    /// <exception cref="GenreNetException">The log has no answer of this model, or the card lacks the statistics of what it was trained on, which only models with pretrained networks may.</exception>
    public static DriftReport Of(IReadOnlyList<LoggedPrediction> predictions, ModelCard card, string model)
    {
        MfccReference? reference = MfccReference.Of(card);
        if (reference is null && card.Backbones is not { Count: > 0 })
        {
            throw new GenreNetException($"the card of the model {model} does not say what its tracks sound like: train it again with this version of GenreNet.");
        }

        LoggedPrediction[] own = [.. predictions.Where(prediction => prediction.Model == model)];
        if (own.Length == 0)
        {
            string found = string.Join(", ", predictions.Select(prediction => prediction.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            throw new GenreNetException(predictions.Count == 0
                ? "the prediction log has no answer in that time: choose another one with --days, or ask the service something."
                : $"the prediction log has no answer of the model {model}: give the model that answered, {found}, with --model.");
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
            TestAccuracy = card.Test is { Tracks: > 0 } test ? test.TrackAccuracy : card.Evaluations is [var evaluation, ..] ? evaluation.TrackAccuracy : null,
            ComparesSound = reference is not null,
            Features = reference is null ? [] : [.. Compare(audible, reference)],
            Genres = genres.Shares,
            UnknownGenres = genres.Unknown,
        };
    }

    /// <summary>The report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DriftJson.Default.DriftReport);

    private static IEnumerable<FeatureDrift> Compare(LoggedPrediction[] predictions, MfccReference reference)
    {
        for (int i = 0; i < reference.Mean.Count; i++)
        {
            double[] seen = [.. predictions.Where(prediction => i < prediction.MfccMeans.Count).Select(prediction => (double)prediction.MfccMeans[i])];
            if (seen.Length > 0)
            {
                yield return FeatureDrift.Of(i + 1, reference.Mean[i], reference.Deviation[i], seen);
            }
        }
    }
}

/// <summary>JSON of a report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DriftReport))]
internal sealed partial class DriftJson : JsonSerializerContext;
