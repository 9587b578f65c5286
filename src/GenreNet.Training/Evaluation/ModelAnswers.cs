using System.Buffers;
using GenreNet.Core.Features;
using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>
/// The probabilities of a model as features of segments, so that a dataset is answered in the memory of a few numbers per segment.
/// </summary>
/// <remarks>
/// Models with pretrained networks inside receive rows of up to 225 KB per segment, which would not fit into memory for many clips.
/// </remarks>
public static class ModelAnswers
{
    /// <summary>
    /// Whether audio is answered segment by segment, instead of keeping its features: whether the model has pretrained networks
    /// inside.
    /// </summary>
    /// <param name="card">The card of the model.</param>
    public static bool AreFor(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card.Backbones is { Count: > 0 };
    }

    /// <summary>Describes the probabilities of a model as features.</summary>
    /// <param name="card">The card of the model.</param>
    public static FeatureOptions OptionsOf(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return FeatureOptions.Encoded(card.Features, new FeatureEncoder
        {
            Name = $"probabilities of {card.Network}",
            // Cards that were written by hand may lack it; the answers are never stored, so nothing else is taken for them.
            Sha256 = card.WeightsSha256 ?? new string('0', 64),
            Size = card.Genres.Count,
        });
    }

    /// <summary>Makes a pipeline from audio to the probabilities of each segment.</summary>
    /// <param name="classifier">The model, which has to stay open while the pipeline is used.</param>
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
