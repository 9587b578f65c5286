using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Extracts the features of all tracks of a dataset on all processors; the result does not depend on the order of completion.
/// </summary>
/// <remarks>Thread-safe. Each call uses all processors, so that parallel calls are not faster.</remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Features;
///
/// PreparedFeatures prepared = FeatureExtraction.Run(TrackLibrary.Open("data/gtzan"), FeatureOptions.Default);
/// Console.WriteLine($"{prepared.Features.SegmentCount} segments, {prepared.Skipped.Count} tracks skipped");
/// </code>
/// </example>
/// <seealso cref="FeatureCache"/>
public static class FeatureExtraction
{
    /// <summary>
    /// Extracts features into memory. Tracks that are damaged or shorter than one segment are skipped and listed in the result.
    /// </summary>
    /// <param name="library">The dataset.</param>
    /// <param name="options">How clips are converted to features.</param>
    /// <param name="progress">Receives a report after every track, one call at a time.</param>
    /// <param name="cancellationToken">Checked between segments.</param>
    /// <exception cref="DatasetException">A genre has no usable track.</exception>
    /// <exception cref="DependencyMissingException">Most of the dataset needs ffmpeg, which was not found.</exception>
    public static PreparedFeatures Run(
        TrackLibrary library, FeatureOptions options, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Run(library, new FeaturePipeline(options), progress, cancellationToken);
    }

    /// <summary>
    /// Extracts features into memory with a given pipeline. Tracks that are damaged or shorter than one segment are skipped and listed in
    /// the result.
    /// </summary>
    /// <param name="library">The dataset.</param>
    /// <param name="pipeline">How clips are converted to features, with the embedding encoder if one is needed.</param>
    /// <param name="progress">Receives a report after every track, one call at a time.</param>
    /// <param name="cancellationToken">Checked between segments.</param>
    /// <exception cref="DatasetException">A genre has no usable track.</exception>
    /// <exception cref="DependencyMissingException">Most of the dataset needs ffmpeg, which was not found.</exception>
    /// <exception cref="GenreNetException">The features are embeddings, and the pipeline has no encoder for them.</exception>
    public static PreparedFeatures Run(
        TrackLibrary library, FeaturePipeline pipeline, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(pipeline);
        using var journal = FeatureJournal.Temporary();
        CacheIndex index = Fill(journal, library, new CacheSettings(pipeline.Options, null), pipeline, progress, cancellationToken);
        return new PreparedFeatures(JournalContent.Load(journal, index), index.Description.Skipped, index.Warnings);
    }

    /// <summary>Extracts the features of a dataset that a journal lacks.</summary>
    /// <returns>The index of a cache for the dataset; its features are in the journal.</returns>
    internal static CacheIndex Fill(
        FeatureJournal journal,
        TrackLibrary library,
        CacheSettings settings,
        FeaturePipeline pipeline,
        IProgress<ExtractionProgress>? progress,
        CancellationToken cancellationToken)
    {
        var extraction = new VariantExtraction(pipeline, settings);
        var failures = new Dictionary<string, Failure>(StringComparer.Ordinal);
        ILookup<string, Track> missing = library.Tracks.Where(t => !settings.IsComplete(journal, t.Content)).ToLookup(t => t.Content, StringComparer.Ordinal);
        if (missing.Count > 0)
        {
            pipeline.RequireAudio();
        }

        int done = library.Tracks.Count - missing.Sum(augmentation => augmentation.Count());
        progress?.Report(new ExtractionProgress(done, library.Tracks.Count, string.Empty));
        var gate = new Lock();
        ParallelWork.Run(
            library.Read(missing.Select(augmentation => augmentation.First())),
            item =>
            {
                Failure? failure = Extract(journal, extraction, item, cancellationToken);
                lock (gate)
                {
                    if (failure is not null)
                    {
                        failures.Add(item.Track.Content, failure);
                    }

                    done += missing[item.Track.Content].Count();
                    progress?.Report(new ExtractionProgress(done, library.Tracks.Count, item.Track.Id));
                }
            },
            cancellationToken);

        // Ctrl+C reaches ffmpeg as well; a file that it then fails to decode is not damaged.
        cancellationToken.ThrowIfCancellationRequested();
        return Describe(journal, library, settings, failures);
    }

    private static Failure? Extract(FeatureJournal journal, VariantExtraction extraction, TrackAudio item, CancellationToken cancellationToken)
    {
        string path = item.Track.RelativePath;
        try
        {
            AudioReader reader = item.Open();
            path = reader.Name;
            extraction.Run(journal, item.Track.Content, reader, cancellationToken);
            return null;
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Failure(problem, problem is AudioFormatException { InnerException: not IOException });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure(new AudioFormatException(path, $"the file can no longer be read ({problem.Message.TrimEnd('.')}). Make sure that no other program moves it during extraction.", null, problem), false);
        }
    }

    private static CacheIndex Describe(FeatureJournal journal, TrackLibrary library, CacheSettings settings, Dictionary<string, Failure> failures)
    {
        ReadableTracks.RequireMost(failures.Values.Select(f => f.Problem), library.Tracks.Count);
        (Track Track, JournalEntry? Features)[] all = [.. library.Tracks.Select(t => (t, settings.IsComplete(journal, t.Content) ? journal.Find(t.Content) : null))];
        SkippedTrack[] skipped = [.. library.Tracks.Where(t => failures.ContainsKey(t.Content))
            .Select(t => new SkippedTrack(t.Id, BelowDataset(failures[t.Content].Problem.Message, t)))];
        var used = all.Where(t => t.Features is not null).ToArray();
        string? empty = library.Genres.FirstOrDefault(genre => !used.Any(t => t.Track.Genre == genre));
        if (empty is not null)
        {
            throw new DatasetException($"No track of the genre {empty} in {library.Name} can be used: replace its files or leave the genre out. First error: {skipped.FirstOrDefault()?.Reason}");
        }

        var labels = library.Genres.Select((genre, i) => (genre, i)).ToDictionary(g => g.genre, g => g.i, StringComparer.Ordinal);
        var description = new CacheDescription(
            settings.Augmentation is null ? CacheDescription.PlainFormat : CacheDescription.CurrentFormat, CacheDescription.CurrentExtractor, library.Name, library.Fingerprint, settings.Options, skipped, library.Warnings)
        {
            TrackWarnings = [.. used.SelectMany(t => t.Features!.Warnings.Select(w => new TrackWarning(t.Track.Id, w)))],
            Augmentation = settings.Augmentation,
            IsFinal = failures.Values.All(f => f.IsFinal),
        };
        var index = new CacheIndex(description, library.Genres, [.. used.SelectMany(t => settings.Variants.Select(variant => new CachedTrack(
            new LabelledTrack(t.Track.Id, labels[t.Track.Genre], t.Track.Group, t.Track.Part),
            t.Track.Content,
            journal.Find(CacheSettings.AddressOf(t.Track.Content, variant))!.SegmentCount,
            variant == 0 ? t.Features!.Warnings : []) { Variant = variant }))]);
        RequireSize(index, library.Name);
        return index;

        // No path of this machine goes into the cache, so that the same dataset at another location gives the same file.
        string BelowDataset(string message, Track track) => library.Tracks.Where(t => t.Content == track.Content)
            .Aggregate(message, (text, copy) => text
                .Replace(Path.GetFullPath(library.PathOf(copy)), track.RelativePath, StringComparison.Ordinal).Replace(library.PathOf(copy), track.RelativePath, StringComparison.Ordinal));
    }

    /// <summary>Rejects a cache that is too large to be loaded, before it is written.</summary>
    private static void RequireSize(CacheIndex index, string name)
    {
        int values = index.Description.Features.ValuesPerSegment;
        if (index.SegmentCount * values > Array.MaxLength)
        {
            throw new DatasetException(
                $"The {Plural.Of(index.SegmentCount, "segment")} of {name} with {values} values each do not fit into memory as one array: "
                + "use a longer hop, fewer tracks, or features with fewer values.");
        }
    }

    /// <summary>Represents the reason why a track yielded no features.</summary>
    /// <param name="Problem">The error.</param>
    /// <param name="IsFinal">Whether the same file would fail again.</param>
    private sealed record Failure(Exception Problem, bool IsFinal);
}

/// <summary>Represents the progress of an extraction, reported after every track.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Done">Number of tracks done: extracted, reused from an earlier run, or skipped.</param>
/// <param name="Total">Number of all tracks.</param>
/// <param name="Track">Id of the track that was done last; empty before the first.</param>
/// <param name="IsWaiting">Whether this process is waiting for another one that is writing the same cache.</param>
/// <seealso cref="FeatureExtraction"/>
public sealed record ExtractionProgress(int Done, int Total, string Track, bool IsWaiting = false);
