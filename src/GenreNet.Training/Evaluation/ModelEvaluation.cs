using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>Evaluates a saved model on prepared features.</summary>
public static class ModelEvaluation
{
    /// <summary>Classifies segments through ONNX Runtime, as a user of the model would, and counts.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="data">Features made with the options on the model's card, or the model's answers: <see cref="ModelAnswers"/>.</param>
    /// <param name="segments">Which segments to count, by index.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="DatasetException">The features were made with other options, or there are genres that the model does not know.</exception>
    /// <exception cref="GenreNetException">The model is multi-label: its answers are not one genre per track.</exception>
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

    /// <summary>Checks that data is for a model: that its features or answers are the model's, and that the model has all of its genres.</summary>
    /// <param name="card">The card of the model.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="DatasetException">The features were made with other options, or there are genres that the model does not know.</exception>
    public static void RequireFitting(ModelCard card, FeatureSet data)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(data);
        bool isAnswered = ModelAnswers.AreFor(card) && data.Options == ModelAnswers.OptionsOf(card);
        if (!isAnswered && data.Options != card.Features)
        {
            throw new DatasetException("the data was prepared with other feature options than the model's: prepare it again from the audio.");
        }

        string[] unknown = [.. data.Genres.Where(genre => GenreName.IndexIn(card.Genres, genre) < 0)];
        if (unknown.Length > 0)
        {
            throw new DatasetException(
                $"the model does not know the genres {string.Join(", ", unknown)} of the data (it knows {string.Join(", ", card.Genres)}): evaluate on data of its genres.");
        }
    }

    /// <summary>Returns the probabilities of segments: computed from features, or those that are stored.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="data">Features made with the options on the model's card, or the model's answers: <see cref="ModelAnswers"/>.</param>
    /// <param name="segments">Which segments, by index.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns><c>[segments, genres]</c>, row-major.</returns>
    public static float[] ProbabilitiesOf(
        GenreClassifier classifier, FeatureSet data, IReadOnlyList<int> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(data);
        float[] features = data.Gather(segments);
        return data.Options == classifier.Card.Features ? classifier.ClassifyFeatures(features, cancellationToken) : features;
    }

    /// <summary>
    /// Refuses models of several genres per clip: accuracy, confusion matrix, calibration error and temperature assume that the
    /// probabilities add up to one.
    /// </summary>
    /// <param name="card">The card of the model.</param>
    /// <exception cref="GenreNetException">The model is multi-label.</exception>
    public static void RequireOneGenre(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        if (card.IsMultiLabel)
        {
            throw new GenreNetException(
                $"The model {card.Network} is multi-label: each of its {card.Genres.Count} genres has a probability of its own, "
                + "so answers cannot be counted as one genre per track; give a model with one genre per clip.");
        }
    }
}
