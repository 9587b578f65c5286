using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>Collects the outputs of a teacher for all tracks of a dataset.</summary>
public static class TeacherQuestions
{
    /// <summary>Classifies the audio of tracks, in parallel with one track per processor.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="library">The audio library.</param>
    /// <param name="tracks">The ids of the tracks to classify.</param>
    /// <param name="progress">Receives a report after every track.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="GenreNetException">A track is missing or cannot be decoded.</exception>
    public static TeacherAnswers Ask(
        Teacher teacher, TrackLibrary library, IReadOnlySet<string> tracks, IProgress<ExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(tracks);
        Track[] wanted = [.. library.Tracks.Where(t => tracks.Contains(t.Id))];
        if (wanted.Length < tracks.Count)
        {
            string missing = tracks.Except(wanted.Select(t => t.Id), StringComparer.Ordinal).Min(StringComparer.Ordinal)!;
            throw new DatasetException($"{library.Name} lacks the audio of the track {missing}, which the teacher {teacher.Facts.Name} must classify: use the audio from which the features were prepared.");
        }

        var answers = new ConcurrentDictionary<string, TeacherAnswer>(StringComparer.Ordinal);
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(Partitioner.Create(library.Read(wanted), EnumerablePartitionerOptions.NoBuffering), options, item =>
            {
                answers[item.Track.Id] = teacher.Answer(item.Open(), cancellationToken);
                lock (gate)
                {
                    progress?.Report(new ExtractionProgress(answers.Count, wanted.Length, item.Track.Id));
                }
            });
        }
        catch (AggregateException problems)
        {
            // Throw the original failure instead of an aggregate; cancellation is never wrapped.
            var all = problems.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(all.FirstOrDefault(p => p is not OperationCanceledException) ?? all[0]);
        }

        return Of(teacher, teacher.Features, answers);
    }

    /// <summary>Classifies features that match those that the teacher expects.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="data">Features extracted with the teacher's options.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static TeacherAnswers Ask(Teacher teacher, FeatureSet data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(data);
        return Of(teacher, data.Options, data.Tracks.ToDictionary(
            t => t.Id, t => teacher.Answer(data.Gather(data.SegmentsOf([t.Id])), cancellationToken), StringComparer.Ordinal));
    }

    private static TeacherAnswers Of(Teacher teacher, Core.Features.FeatureOptions features, IReadOnlyDictionary<string, TeacherAnswer> answers) =>
        new(teacher.Facts, teacher.Genres, teacher.EmbeddingSize, features, answers);
}
