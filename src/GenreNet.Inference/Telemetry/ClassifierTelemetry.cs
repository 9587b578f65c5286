using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace GenreNet.Inference;

/// <summary>Reports the activity of a classifier to log, traces and metrics. Thread-safe; costs almost nothing without listeners.</summary>
/// <param name="model">Name of the model.</param>
/// <param name="logger">The log.</param>
internal sealed class ClassifierTelemetry(string model, ILogger logger)
{
    private readonly KeyValuePair<string, object?> _modelTag = new(GenreNetTelemetry.ModelTag, model);

    /// <summary>Adds 0 to the counter of every possible result, so that monitoring registers the first one as an increase.</summary>
    /// <param name="genres">The genres of the model.</param>
    public void Begin(IEnumerable<string> genres)
    {
        foreach (string genre in genres.Append(GenrePrediction.UnknownGenre))
        {
            GenreNetTelemetry.Classifications.Add(0, _modelTag, new KeyValuePair<string, object?>(GenreNetTelemetry.GenreTag, genre));
        }
    }

    /// <summary>Runs the classification of one clip and reports it.</summary>
    /// <param name="source">Source of the clip: file, stream or samples.</param>
    /// <param name="clip">Name of the clip in debug messages.</param>
    /// <param name="classify">Classifies the clip.</param>
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

    /// <summary>Begins the activity of a stream that is classified; null if there is no listener.</summary>
    public Activity? Listen() =>
        GenreNetTelemetry.Source.StartActivity("genrenet.listen", ActivityKind.Internal, parentContext: Activity.Current?.Context ?? default)?.SetTag(GenreNetTelemetry.ModelTag, model);

    /// <summary>Records the result of a stream and ends the activity.</summary>
    /// <param name="activity">The result of <see cref="Listen"/>.</param>
    /// <param name="segments">Number of segments processed.</param>
    /// <param name="problem">The exception that ended the stream; null at the end of the audio.</param>
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
        // The caller that cancels already knows that the call failed.
        if (problem is not OperationCanceledException)
        {
            ClassifierLog.Failed(logger, type, (long)elapsed.TotalMilliseconds);
            ClassifierLog.FailedBecause(logger, problem);
        }
    }

    private static void SetError(Activity? activity, Exception problem) =>
        activity?.SetTag(GenreNetTelemetry.ErrorTag, problem.GetType().Name).SetStatus(ActivityStatusCode.Error);
}
