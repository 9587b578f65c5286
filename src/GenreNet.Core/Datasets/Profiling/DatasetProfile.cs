namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents durations, levels and MFCC statistics of each track in a dataset. They are measured on all processors, with at most two
/// minutes of audio in memory per thread.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <param name="Tracks">The tracks that could be decoded, sorted ordinally by id.</param>
/// <param name="Skipped">The tracks that could not be decoded, with the reason.</param>
/// <example>
/// <code>
/// DatasetProfile profile = DatasetProfile.Of(TrackLibrary.Open("data/gtzan"));
/// foreach (TrackProfile track in profile.Tracks)
/// {
///     Console.WriteLine($"{track.Track.Id}: {track.Duration.TotalSeconds:F1} s, {track.Level:F1} dB");
/// }
/// </code>
/// </example>
/// <seealso cref="TrackLibrary"/>
public sealed record DatasetProfile(IReadOnlyList<TrackProfile> Tracks, IReadOnlyList<SkippedTrack> Skipped)
{
    /// <summary>Number of MFCCs that are measured.</summary>
    public const int CoefficientCount = 20;

    /// <summary>Measures a dataset.</summary>
    /// <param name="library">The dataset.</param>
    /// <param name="progress">Receives a report after every track, one call at a time.</param>
    /// <param name="cancellationToken">Checked between blocks of audio.</param>
    /// <exception cref="DependencyMissingException">Most of the dataset needs ffmpeg, which was not found.</exception>
    /// <exception cref="DatasetException">No track can be decoded.</exception>
    public static DatasetProfile Of(TrackLibrary library, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        var profiler = new TrackProfiler(CoefficientCount);
        var decoded = new Dictionary<string, TrackProfile>(StringComparer.Ordinal);
        var failures = new Dictionary<string, GenreNetException>(StringComparer.Ordinal);
        var gate = new Lock();
        ParallelWork.Run(
            library.ReadAll(),
            item =>
            {
                (TrackProfile? profile, GenreNetException? failure) = Listen(profiler, item, cancellationToken);
                lock (gate)
                {
                    if (profile is not null)
                    {
                        decoded.Add(item.Track.Id, profile);
                    }
                    else
                    {
                        failures.Add(item.Track.Id, failure!);
                    }

                    progress?.Report(new ExtractionProgress(decoded.Count + failures.Count, library.Tracks.Count, item.Track.Id));
                }
            },
            cancellationToken);

        // Ctrl+C reaches ffmpeg as well; a file that it then fails to decode is not damaged.
        cancellationToken.ThrowIfCancellationRequested();
        ReadableTracks.RequireMost(failures.Values, library.Tracks.Count);
        if (decoded.Count == 0)
        {
            throw new DatasetException($"No track of {library.Name} can be decoded. First error: {failures.OrderBy(f => f.Key, StringComparer.Ordinal).First().Value.Message}");
        }

        return new DatasetProfile(
            [.. library.Tracks.Where(t => decoded.ContainsKey(t.Id)).Select(t => decoded[t.Id])],
            [.. library.Tracks.Where(t => failures.ContainsKey(t.Id)).Select(t => new SkippedTrack(t.Id, failures[t.Id].Message))]);
    }

    private static (TrackProfile? Profile, GenreNetException? Failure) Listen(TrackProfiler profiler, TrackAudio item, CancellationToken cancellationToken)
    {
        try
        {
            return (profiler.Listen(item, cancellationToken), null);
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
        {
            return (null, (GenreNetException)problem);
        }
    }
}
