using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Inference.Hosting;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Queueing;
using GenreNet.Server.Uploads;

namespace GenreNet.Server.Api;

/// <summary>
/// Produces the result of an upload: waits in the queue, classifies, counts, and records the prediction in the log. Thread-safe.
/// </summary>
internal sealed class PredictionService(
    GenreClassifierProvider models,
    ClassificationQueue queue,
    ClassificationThreads threads,
    ServerMetrics metrics,
    PredictionLog log,
    ModelName model,
    TimeProvider time)
{
    /// <summary>Classifies an upload.</summary>
    /// <param name="upload">The audio.</param>
    /// <param name="query">The query parameters of the client.</param>
    /// <param name="client">The client's key for limits.</param>
    /// <param name="isPatient">Whether to wait however long the queue is.</param>
    /// <param name="cancellationToken">Cancelled when the client disconnects.</param>
    public async Task<PredictionResponse> AnswerAsync(Upload upload, PredictQuery query, string client, bool isPatient, CancellationToken cancellationToken)
    {
        // A request ends with the model that it began with, even if the model is replaced meanwhile.
        using GenreClassifierLease lease = models.Lease();
        GenreClassifier classifier = lease.Classifier;
        (GenrePrediction prediction, IReadOnlyList<TimelineSegment> timeline) =
            await queue.RunAsync(client, token => ClassifyAsync(classifier, upload, query, token), isPatient, cancellationToken);
        int place = upload.ActualGenre is null ? -1 : GenreName.IndexIn(classifier.Genres, upload.ActualGenre);
        string? actual = place < 0 ? upload.ActualGenre : classifier.Genres[place];
        // A result cannot be wrong about a genre that the model does not know.
        bool? correct = place < 0 ? null : prediction.Genre == actual;
        var row = LoggedPrediction.Of(time.GetUtcNow(), model.Value, prediction, actual);
        metrics.Answered(row.MfccMeans, correct, isUnknownGenre: actual is not null && place < 0);
        log.Add(row);
        var summary = new ModelSummary(model.Value, classifier.Card.Network, classifier.Genres.Count);
        return PredictionResponse.Of(prediction, query.HasTimeline ? timeline : null, summary) with { ActualGenre = actual, Correct = correct };
    }

    private async Task<(GenrePrediction Prediction, IReadOnlyList<TimelineSegment> Timeline)> ClassifyAsync(
        GenreClassifier classifier, Upload upload, PredictQuery query, CancellationToken cancellationToken)
    {
        GenrePrediction prediction = await threads.RunAsync(
            () => classifier.Classify(upload.Content, upload.Name, query.Answer(classifier.Options), cancellationToken: cancellationToken), cancellationToken);
        if (query.Finer(classifier.Card) is not { } finer)
        {
            return (prediction, prediction.Timeline);
        }

        upload.Content.Position = 0;
        var timeline = new List<TimelineSegment>();
        await foreach (TimelineSegment segment in classifier.ClassifyStreamAsync(upload.Content, upload.Name, finer, cancellationToken))
        {
            timeline.Add(segment);
        }

        return (prediction, timeline);
    }
}
