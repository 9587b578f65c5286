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
    /// <exception cref="DatasetException">The features were made with other options, or there are genres that the model does not know.</exception>
    public static EvaluationResult Evaluate(
        GenreClassifier classifier, FeatureSet data, IReadOnlyList<int> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Options != classifier.Card.Features)
        {
            throw new DatasetException("the data was prepared with other feature options than the model's: prepare it again from the audio.");
        }

        string[] unknown = [.. data.Genres.Where(genre => GenreName.IndexIn(classifier.Genres, genre) < 0)];
        if (unknown.Length > 0)
        {
            throw new DatasetException(
                $"the model does not know the genres {string.Join(", ", unknown)} of the data (it knows {string.Join(", ", classifier.Genres)}): evaluate on data of its genres.");
        }

        float[] features = data.Gather(segments);
        EvaluationResult result = Evaluator.Evaluate(data, classifier.Genres, segments, classifier.ClassifyFeatures(features, cancellationToken), classifier.Card.Pooling);
        return result with { Temperature = classifier.Card.Calibration?.Temperature ?? 1 };
    }
}
