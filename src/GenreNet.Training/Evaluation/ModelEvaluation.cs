using GenreNet.Core.Datasets;
using GenreNet.Core.Errors;
using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>Evaluates a saved model on prepared features.</summary>
public static class ModelEvaluation
{
    /// <summary>Classifies segments through ONNX Runtime, as a user of the model would, and counts.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="data">Features made with the options on the model's card.</param>
    /// <param name="segments">Which segments to count, by index.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="DatasetException">The features or the genres are not the model's.</exception>
    public static EvaluationResult Evaluate(
        GenreClassifier classifier, FeatureSet data, IReadOnlyList<int> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Options != classifier.Card.Features)
        {
            throw new DatasetException("the data was prepared with other feature options than the model's: prepare it again from the audio.");
        }

        if (!data.Genres.SequenceEqual(classifier.Genres, StringComparer.Ordinal))
        {
            throw new DatasetException(
                $"the data has the genres {string.Join(", ", data.Genres)} and the model {string.Join(", ", classifier.Genres)}: evaluate on data of the same genres.");
        }

        float[] features = data.Gather(segments);
        return Evaluator.Evaluate(data, segments, classifier.ClassifyFeatures(features, cancellationToken));
    }
}
