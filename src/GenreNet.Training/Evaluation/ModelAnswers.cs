using System.Buffers;
using GenreNet.Core.Features;
using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>
/// Exposes the probabilities of a model as features of segments, so that evaluating a dataset needs only a few numbers per segment in
/// memory.
/// </summary>
/// <remarks>
/// Models with embedded pretrained networks take input rows of up to 225 KB per segment, too large to keep in memory for many clips.
/// </remarks>
public static class ModelAnswers
{
    /// <summary>
    /// Returns whether audio is classified segment by segment without storing features: true for models with embedded pretrained
    /// networks.
    /// </summary>
    /// <param name="card">The model card.</param>
    public static bool AreFor(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card.Backbones is { Count: > 0 };
    }

    /// <summary>Returns feature options that represent the probabilities of a model.</summary>
    /// <param name="card">The model card.</param>
    public static FeatureOptions OptionsOf(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return FeatureOptions.Encoded(card.Features, new FeatureEncoder
        {
            Name = $"probabilities of {card.Network}",
            // Handwritten cards may lack the hash; the predictions are never stored, so they cannot be confused with others.
            Sha256 = card.WeightsSha256 ?? new string('0', 64),
            Size = card.Genres.Count,
        });
    }

    /// <summary>Creates a pipeline from audio to the probabilities of each segment.</summary>
    /// <param name="classifier">The model, which must stay open while the pipeline is in use.</param>
    public static FeaturePipeline PipelineOf(GenreClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return new FeaturePipeline(OptionsOf(classifier.Card), (features, answer) => Answer(classifier, features, answer));
    }

    private static void Answer(GenreClassifier classifier, ReadOnlySpan<float> features, Span<float> answer)
    {
        float[] buffer = ArrayPool<float>.Shared.Rent(features.Length);
        try
        {
            features.CopyTo(buffer);
            classifier.ClassifyFeatures(buffer.AsMemory(0, features.Length)).CopyTo(answer);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
