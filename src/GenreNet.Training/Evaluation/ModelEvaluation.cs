using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>Evaluates a saved model on prepared features.</summary>
public static class ModelEvaluation
{
    // Segments whose features are copied at a time; the classifier's own batches are a divisor of it.
    private const int BlockSize = 1024;

    /// <summary>Classifies segments with ONNX Runtime, like a user of the model, and evaluates the predictions.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="data">Features extracted with the options on the model card, or the predictions of the model; see <see
    /// cref="ModelAnswers"/>.</param>
    /// <param name="segments">The segments to evaluate, by index.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="DatasetException">The features were extracted with other options, or the model lacks a genre of the
    /// data.</exception>
    /// <exception cref="GenreNetException">The model is multi-label: it does not assign one genre per track.</exception>
    public static EvaluationResult Evaluate(
        GenreClassifier classifier, FeatureSet data, IReadOnlyList<int> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(data);
        RequireOneGenre(classifier.Card);
        RequireFitting(classifier.Card, data);
        float[] probabilities = ProbabilitiesOf(classifier, data, segments, cancellationToken);
        EvaluationResult result = Evaluator.Evaluate(data, classifier.Genres, segments, probabilities, classifier.Card.Pooling);
        return result with { Temperature = classifier.Card.Calibration?.Temperature ?? 1 };
    }

    /// <summary>
    /// Checks that data matches a model: the features or predictions must be the model's, and the model must have all genres of the data.
    /// </summary>
    /// <param name="card">The model card.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="DatasetException">The features were extracted with other options, or the model lacks a genre of the
    /// data.</exception>
    public static void RequireFitting(ModelCard card, FeatureSet data)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(data);
        bool isAnswered = ModelAnswers.AreFor(card) && data.Options == ModelAnswers.OptionsOf(card);
        if (!isAnswered && data.Options != card.Features)
        {
            throw new DatasetException("The feature options of the data differ from those of the model: prepare the data again from the audio.");
        }

        string[] unknown = [.. data.Genres.Where(genre => GenreName.IndexIn(card.Genres, genre) < 0)];
        if (unknown.Length > 0)
        {
            throw new DatasetException(
                $"The data has genres that the model lacks ({string.Join(", ", unknown)}): use data with the genres of the model ({string.Join(", ", card.Genres)}).");
        }
    }

    /// <summary>Returns the probabilities of segments, either computed from features or as stored.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="data">Features extracted with the options on the model card, or the predictions of the model; see <see
    /// cref="ModelAnswers"/>.</param>
    /// <param name="segments">The segments, by index.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>The probabilities, <c>[segments, genres]</c>, row-major.</returns>
    public static float[] ProbabilitiesOf(
        GenreClassifier classifier, FeatureSet data, IReadOnlyList<int> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(data);
        return data.Options == classifier.Card.Features
            ? [.. segments.Chunk(BlockSize).SelectMany(block => classifier.ClassifyFeatures(data.Gather(block), cancellationToken))]
            : data.Gather(segments);
    }

    /// <summary>
    /// Rejects multi-label models: accuracy, confusion matrix, calibration error and temperature assume that the probabilities sum to
    /// one.
    /// </summary>
    /// <param name="card">The model card.</param>
    /// <exception cref="GenreNetException">The model is multi-label.</exception>
    public static void RequireOneGenre(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        if (card.IsMultiLabel)
        {
            throw new GenreNetException(
                $"The model {card.Network} is multi-label: each of its {card.Genres.Count} genres has an independent probability, "
                + "so a track has no single predicted genre. Use a model that predicts one genre per clip.");
        }
    }
}
