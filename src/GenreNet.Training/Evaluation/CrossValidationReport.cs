using System.Text.Json;
using GenreNet.Core.Features;
using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>What came out of a cross-validation: every track was tested once, by a network that had not seen it or its group.</summary>
public sealed record CrossValidationReport
{
    /// <summary>The network.</summary>
    public required string Network { get; init; }

    /// <summary>Seed of the folds and of the fitting.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The features, such as <c>Summary, 2 s</c>, or <c>embeddings of mn04</c>: see <see cref="Describe"/>. Null in reports of earlier versions.</summary>
    public string? Features { get; init; }

    /// <summary>Accuracy by segment of each fold, 0 to 1.</summary>
    public required IReadOnlyList<double> SegmentAccuracies { get; init; }

    /// <summary>Accuracy by track of each fold, 0 to 1.</summary>
    public required IReadOnlyList<double> TrackAccuracies { get; init; }

    /// <summary>Mean and deviation of the folds by segment.</summary>
    public required MeanDeviation BySegment { get; init; }

    /// <summary>Mean and deviation of the folds by track.</summary>
    public required MeanDeviation ByTrack { get; init; }

    /// <summary>All answers counted together, with the interval of the accuracy by track.</summary>
    public required EvaluationReport Together { get; init; }

    /// <summary>The answer for each track, by the fold that tested it; sorted ordinally by track. Null in reports of earlier versions.</summary>
    public IReadOnlyList<OutOfFoldAnswer>? Answers { get; init; }

    /// <summary>Describes features, so that a report can be told from one of other features.</summary>
    /// <param name="features">The features.</param>
    public static string Describe(FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return features.Encoder is { } encoder
            ? $"embeddings of {encoder.Name}"
            : FormattableString.Invariant($"{string.Join('+', (features.Views ?? [features]).Select(view => view.Kind))}, {features.SegmentSeconds} s");
    }

    /// <summary>Whether this may be the cross-validation of a model, by its network and its features.</summary>
    /// <param name="card">The card of the model.</param>
    public bool MayBeOf(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        string features = card.Backbones is { Count: > 0 } backbones ? $"embeddings of {string.Join('+', backbones.Select(b => b.Name))}" : Describe(card.Features);
        return (card.Network == Network || card.Network.EndsWith($"+{Network}", StringComparison.Ordinal)) && (Features is null || Features == features);
    }

    /// <summary>Puts folds together.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">Seed of the folds and of the fitting.</param>
    /// <param name="folds">What each fold gave on its test part; of the same genres.</param>
    /// <exception cref="ArgumentException">There are fewer than two folds.</exception>
    public static CrossValidationReport From(string network, ulong seed, IReadOnlyList<EvaluationResult> folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        if (folds.Count < 2)
        {
            throw new ArgumentException("A cross-validation has two folds or more.", nameof(folds));
        }

        double[] bySegment = [.. folds.Select(f => f.Segments.Accuracy)];
        double[] byTrack = [.. folds.Select(f => f.Tracks.Accuracy)];
        return new CrossValidationReport
        {
            Network = network,
            Seed = seed,
            SegmentAccuracies = bySegment,
            TrackAccuracies = byTrack,
            BySegment = MeanDeviation.Of(bySegment),
            ByTrack = MeanDeviation.Of(byTrack),
            Answers = [.. folds.SelectMany(f => f.Predictions.Select(p => new OutOfFoldAnswer(p.Track, f.Genres[p.Label], p.SegmentCount, p.Probabilities)))
                .OrderBy(a => a.Track, StringComparer.Ordinal)],
            Together = EvaluationReport.From(EvaluationResult.Together(folds), "cross_validation"),
        };
    }

    /// <summary>The report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.CrossValidationReport);
}
