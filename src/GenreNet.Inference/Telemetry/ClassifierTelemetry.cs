using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace GenreNet.Inference;

/// <summary>Tells log, traces and metrics what a classifier does. Thread-safe; costs next to nothing where nobody listens.</summary>
/// <param name="model">What to call the model.</param>
/// <param name="logger">The log.</param>
internal sealed class ClassifierTelemetry(string model, ILogger logger)
{
    private readonly KeyValuePair<string, object?> _modelTag = new(GenreNetTelemetry.ModelTag, model);

    /// <summary>Adds 0 to the counter of every answer, so that monitoring sees the first one as an increase.</summary>
    /// <param name="genres">The genres of the model.</param>
    public void Begin(IEnumerable<string> genres)
    {
        foreach (string genre in genres.Append(GenrePrediction.UnknownGenre))
        {
            GenreNetTelemetry.Classifications.Add(0, _modelTag, new KeyValuePair<string, object?>(GenreNetTelemetry.GenreTag, genre));
        }
    }

    /// <summary>Classifies one clip and tells about it.</summary>
    /// <param name="source">Where the clip comes from: file, stream or samples.</param>
    /// <param name="clip">What to call it in debug messages.</param>
    /// <param name="classify">Does it.</param>
    public GenrePrediction Observe(string source, string clip, Func<GenrePrediction> classify)
    {
        using Activity? activity = GenreNetTelemetry.Source.StartActivity("genrenet.classify");
        activity?.SetTag(GenreNetTelemetry.ModelTag, model).SetTag(GenreNetTelemetry.SourceTag, source);
        GenreNetTelemetry.Active.Add(1, _modelTag);
        long start = Stopwatch.GetTimestamp();
        try
        {
            GenrePrediction prediction = classify();
            Succeeded(activity, clip, prediction, Stopwatch.GetElapsedTime(start));
            return prediction;
        }
        catch (Exception problem)
        {
            Failed(activity, problem, Stopwatch.GetElapsedTime(start));
            throw;
        }
        finally
        {
            GenreNetTelemetry.Active.Add(-1, _modelTag);
        }
    }

    /// <summary>Begins to tell about a stream that is listened to; null where nobody wants to know.</summary>
    public Activity? Listen() =>
        GenreNetTelemetry.Source.StartActivity("genrenet.listen", ActivityKind.Internal, parentContext: Activity.Current?.Context ?? default)?.SetTag(GenreNetTelemetry.ModelTag, model);

    /// <summary>Tells how listening ended, and ends the activity.</summary>
    /// <param name="activity">What <see cref="Listen"/> gave.</param>
    /// <param name="segments">Segments heard.</param>
    /// <param name="problem">What ended it; null for the end of the audio.</param>
    public static void Listened(Activity? activity, long segments, Exception? problem)
    {
        activity?.SetTag(GenreNetTelemetry.SegmentsTag, segments);
        if (problem is not null and not OperationCanceledException)
        {
            SetError(activity, problem);
        }

        activity?.Dispose();
    }

    private void Succeeded(Activity? activity, string clip, GenrePrediction prediction, TimeSpan elapsed)
    {
        activity?
            .SetTag(GenreNetTelemetry.DurationTag, prediction.Duration.TotalSeconds)
            .SetTag(GenreNetTelemetry.SegmentsTag, prediction.Timeline.Count)
            .SetTag(GenreNetTelemetry.GenreTag, prediction.Genre)
            .SetTag(GenreNetTelemetry.ConfidenceTag, prediction.Confidence);
        var genreTag = new KeyValuePair<string, object?>(GenreNetTelemetry.GenreTag, prediction.Genre);
        GenreNetTelemetry.ClassifyDuration.Record(elapsed.TotalSeconds, _modelTag);
        GenreNetTelemetry.AudioDuration.Record(prediction.Duration.TotalSeconds, _modelTag);
        GenreNetTelemetry.Confidence.Record(prediction.Confidence, _modelTag, genreTag);
        GenreNetTelemetry.Classifications.Add(1, _modelTag, genreTag);
        ClassifierLog.Classified(logger, clip, prediction.Duration.TotalSeconds, prediction.Genre, prediction.Confidence, (long)elapsed.TotalMilliseconds);
    }

    private void Failed(Activity? activity, Exception problem, TimeSpan elapsed)
    {
        string type = problem.GetType().Name;
        GenreNetTelemetry.ClassifyDuration.Record(elapsed.TotalSeconds, _modelTag, new KeyValuePair<string, object?>(GenreNetTelemetry.ErrorTag, type));
        SetError(activity, problem);
        // Whoever cancels knows that it failed.
        if (problem is not OperationCanceledException)
        {
            ClassifierLog.Failed(logger, type, (long)elapsed.TotalMilliseconds);
            ClassifierLog.FailedBecause(logger, problem);
        }
    }

    private static void SetError(Activity? activity, Exception problem) =>
        activity?.SetTag(GenreNetTelemetry.ErrorTag, problem.GetType().Name).SetStatus(ActivityStatusCode.Error);
}
