using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>
/// Measures how unlike the training music a segment is, from the statistics on the model card. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The novelty is the root mean square of standardised features, divided by a limit for each kind of features, so that 1 is the limit.
/// Features that depend on the loudness of a clip are left out. Variances are compared as logarithms: steady tones and noise differ from
/// music by having almost no variance. <c>docs/default-model.md</c> states the false alarms on real clips;
/// <c>benchmarks/GenreNet.AnswerChecks</c> measures them.
/// </remarks>
internal abstract class NoveltyMeter
{
    /// <summary>The shortest clip in seconds for which the limit of the novelty is 1.</summary>
    protected const double FullSeconds = 10;

    // Short excerpts have smaller variances, so the novelty limit depends on clip length. The slope was measured on excerpts of 5, 3, 2 and
    // 1 s of GTZAN clips.
    private const double LimitPerHalving = 0.175;

    // With an exponent of three, confidence falls about as fast as accuracy on excerpts of 0.01 to 1 s of GTZAN clips.
    private const double SofteningPower = 3;

    // A single outlying feature, such as one caused by an unusual encoder, must not decide alone.
    private const double LargestScore = 5;

    /// <summary>Creates the novelty meter of a model.</summary>
    /// <param name="card">The model's card.</param>
    /// <returns>
    /// Null if the card lacks the statistics (models of frames that were trained before cards had an <see cref="MfccReference"/>, networks
    /// that do not standardise their input), and for features that are neither summaries nor frames of MFCCs or mel bands, such as
    /// embeddings.
    /// </returns>
    public static NoveltyMeter? Of(ModelCard card) => card.Standardization.Mean.IsEmpty ? OfPart(card) : card.Features.Kind switch
    {
        FeatureKind.Summary => new SummaryNovelty(card.Standardization, card.Features.SegmentSeconds),
        FeatureKind.Mfcc when card.MfccReference is { } reference => new FrameNovelty(card, reference),
        _ when card.Features.LogMel is not null && card.MfccReference is { } reference => new FrameNovelty(card, reference),
        _ => null,
    };

    // In an ensemble, the first model that uses summaries provides the statistics of the training music.
    private static ViewNovelty? OfPart(ModelCard card)
    {
        FeatureOptions ViewOf(PartFacts part) => card.Features.Views?[part.View] ?? card.Features;
        PartFacts? part = card.Parts?.FirstOrDefault(p => ViewOf(p).Kind == FeatureKind.Summary && p.Standardization.Mean.Length == ViewOf(p).CoefficientCount);
        return part is null
            ? null
            : new ViewNovelty(new SummaryNovelty(part.Standardization, ViewOf(part).SegmentSeconds), card.Features.Views is null ? 0 : card.Features.OffsetOf(part.View), ViewOf(part));
    }

    /// <summary>Returns the largest novelty that is usual for music of a given length.</summary>
    /// <param name="clipSeconds">Length of the clip in seconds.</param>
    /// <param name="windowSeconds">Length of its segments in seconds.</param>
    public virtual double LimitOf(double clipSeconds, double windowSeconds) => RisingLimit(clipSeconds, FullSeconds);

    /// <summary>
    /// Moves the probabilities towards equal values if a segment is so unlike the training music that the network can only guess. Those of
    /// a multi-label model move towards zero, because they need not add up to one.
    /// </summary>
    /// <param name="probabilities">The probabilities of one segment. The order of the genres is preserved, and so is the sum if it is
    /// 1.</param>
    /// <param name="novelty">The novelty of the segment; up to 1, the probabilities do not change.</param>
    /// <param name="isMultiLabel">Whether each genre has an independent probability.</param>
    public static void Soften(Span<float> probabilities, double novelty, bool isMultiLabel = false)
    {
        if (!(novelty > 1))
        {
            return;
        }

        double trust = Math.Pow(novelty, -SofteningPower);
        double floor = isMultiLabel ? 0 : (1 - trust) / probabilities.Length;
        foreach (ref float probability in probabilities)
        {
            probability = (float)((trust * probability) + floor);
        }
    }

    /// <summary>Measures one segment.</summary>
    /// <param name="segment">The features of the segment, <c>[frames, coefficients]</c>, not standardised.</param>
    /// <returns>0 or more; 1 is the limit for clips of 10 s and longer.</returns>
    public abstract double Measure(ReadOnlySpan<float> segment);

    /// <summary>Computes the novelty limit for excerpts of a given length.</summary>
    /// <param name="seconds">The length in seconds.</param>
    /// <param name="fullSeconds">The length in seconds from which the limit is 1.</param>
    protected static double RisingLimit(double seconds, double fullSeconds) =>
        seconds >= fullSeconds ? 1 : 1 + (LimitPerHalving * Math.Log2(fullSeconds / Math.Max(seconds, 1e-3)));

    /// <summary>Computes the limited square of a standardised feature; 0 if a damaged card makes it NaN.</summary>
    protected static double Square(double score) => double.IsNaN(score) ? 0 : Math.Min(score * score, LargestScore * LargestScore);
}
