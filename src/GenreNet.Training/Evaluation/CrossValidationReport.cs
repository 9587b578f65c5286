using System.Text.Json;
using GenreNet.Core.Features;
using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>
/// Represents the result of a cross-validation: every track was tested once, by a network fitted without it and without its group.
/// </summary>
public sealed record CrossValidationReport
{
    /// <summary>Name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Seed of the folds and of training.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// A description of the features, such as <c>Summary, 2 s</c> or <c>embeddings of mn04</c>; see <see cref="Describe"/>. Null in reports
    /// of earlier versions.
    /// </summary>
    public string? Features { get; init; }

    /// <summary>Segment accuracy of each fold, 0 to 1.</summary>
    public required IReadOnlyList<double> SegmentAccuracies { get; init; }

    /// <summary>Track accuracy of each fold, 0 to 1.</summary>
    public required IReadOnlyList<double> TrackAccuracies { get; init; }

    /// <summary>95 % confidence interval of the track accuracy of each fold. Null in reports of earlier versions.</summary>
    public IReadOnlyList<WilsonInterval>? TrackIntervals { get; init; }

    /// <summary>Mean and standard deviation of the segment accuracy over the folds.</summary>
    public required MeanDeviation BySegment { get; init; }

    /// <summary>Mean and standard deviation of the track accuracy over the folds.</summary>
    public required MeanDeviation ByTrack { get; init; }

    /// <summary>The evaluation of all out-of-fold predictions together, with the confidence interval of the track accuracy.</summary>
    public required EvaluationReport Together { get; init; }

    /// <summary>The out-of-fold prediction for each track, sorted ordinally by track. Null in reports of earlier versions.</summary>
    public IReadOnlyList<OutOfFoldAnswer>? Answers { get; init; }

    /// <summary>Describes features, to distinguish reports on different features.</summary>
    /// <param name="features">The feature options.</param>
    public static string Describe(FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return features.Encoder is { } encoder
            ? $"embeddings of {encoder.Name}"
            : FormattableString.Invariant($"{string.Join('+', (features.Views ?? [features]).Select(view => view.Kind))}, {features.SegmentSeconds} s");
    }

    /// <summary>Returns whether the report can be the cross-validation of a model, judged by its network and features.</summary>
    /// <param name="card">The model card.</param>
    public bool MayBeOf(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        string features = card.Backbones is { Count: > 0 } backbones ? $"embeddings of {string.Join('+', backbones.Select(b => b.Name))}" : Describe(card.Features);
        return (card.Network == Network || card.Network.EndsWith($"+{Network}", StringComparison.Ordinal)) && (Features is null || Features == features);
    }

    /// <summary>Combines the results of folds.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="seed">Seed of the folds and of training.</param>
    /// <param name="folds">The result of each fold on its test part; all with the same genres.</param>
    /// <exception cref="ArgumentException">There are fewer than two folds.</exception>
    public static CrossValidationReport From(string network, ulong seed, IReadOnlyList<EvaluationResult> folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        if (folds.Count < 2)
        {
            throw new ArgumentException("A cross-validation needs at least two folds.", nameof(folds));
        }

        double[] bySegment = [.. folds.Select(f => f.Segments.Accuracy)];
        double[] byTrack = [.. folds.Select(f => f.Tracks.Accuracy)];
        return new CrossValidationReport
        {
            Network = network,
            Seed = seed,
            SegmentAccuracies = bySegment,
            TrackAccuracies = byTrack,
            TrackIntervals = [.. folds.Select(f => f.Tracks.Interval)],
            BySegment = MeanDeviation.Of(bySegment),
            ByTrack = MeanDeviation.Of(byTrack),
            Answers = [.. folds.SelectMany(f => f.Predictions.Select(p => new OutOfFoldAnswer(p.Track, f.Genres[p.Label], p.SegmentCount, p.Probabilities)))
                .OrderBy(a => a.Track, StringComparer.Ordinal)],
            Together = EvaluationReport.From(EvaluationResult.Together(folds), "cross_validation"),
        };
    }

    /// <summary>Serializes the report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.CrossValidationReport);
}
