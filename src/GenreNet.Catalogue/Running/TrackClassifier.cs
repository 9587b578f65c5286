using System.Diagnostics;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.IO;
using GenreNet.Inference;

namespace GenreNet.Catalogue;

/// <summary>Makes the row of a track. Thread-safe.</summary>
internal sealed class TrackClassifier(GenreClassifier classifier, CatalogueManifest manifest, RunClock clock)
{
    private readonly ClassificationOptions _options = new() { IncludeTimeline = false, IncludeMfccMeans = true, IncludeEmbedding = manifest.HasEmbeddings };

    /// <summary>Classifies a track. A track that cannot be classified has a row with its error.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CatalogueRow Classify(FetchedTrack track, CancellationToken cancellationToken)
    {
        if (track.Error is not null)
        {
            return Failed(track.Name, track.Error);
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            return RowOf(track.Name, Predict(track, cancellationToken));
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or ObjectDisposedException or OutOfMemoryException))
        {
            bool isExpected = problem is GenreNetException or IOException or UnauthorizedAccessException;
            string reason = isExpected ? problem.Message : $"{track.Name}: internal error ({problem.GetType().Name}: {problem.Message.TrimEnd('.')}). Please report it";
            return Failed(track.Name, $"{reason.TrimEnd('.')}.");
        }
        finally
        {
            clock.AddClassifying(start);
        }
    }

    private GenrePrediction Predict(FetchedTrack track, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        // A list may name a pipe without a writer, which would block a worker forever.
        InputFile.RequireRegular(track.File!);
        using FileStream? stream = track.IsDownloaded ? InputFile.OpenRead(track.File!) : null;
        AudioReader audio = stream is null
            ? AudioFile.Open(track.File!, _options.Files, cancellationToken)
            : AudioFile.Open(stream, track.Name, _options.Files, cancellationToken);
        clock.AddDecoding(start);
        using AudioReader measured = clock.Measure(audio);
        return classifier.Classify(measured, _options, progress: null, cancellationToken);
    }

    private CatalogueRow RowOf(string name, GenrePrediction prediction)
    {
        GenreProbability[] top = [.. prediction.Ranking.Take(manifest.TopCount)];
        return new CatalogueRow
        {
            Path = name,
            Genre = prediction.Genre,
            Confidence = (float)prediction.Confidence,
            TopGenres = Array.ConvertAll(top, entry => entry.Genre),
            TopProbabilities = Array.ConvertAll(top, entry => (float)entry.Probability),
            IsUnknown = prediction.IsUnknown,
            Warnings = prediction.Warnings,
            DurationSeconds = prediction.Duration.TotalSeconds,
            MfccMeans = prediction.MfccMeans,
            Embedding = prediction.Embedding,
            Model = manifest.Model,
            ModelSha256 = manifest.ModelSha256,
        };
    }

    private CatalogueRow Failed(string name, string error) =>
        new() { Path = name, Model = manifest.Model, ModelSha256 = manifest.ModelSha256, Error = error };
}
