using System.Text.Json;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;
using GenreNet.Core.IO;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets;

/// <summary>Stores the features of a dataset in one compressed <c>.npz</c> file that NumPy reads without pickle.</summary>
/// <remarks>
/// Arrays: <c>features</c>, float32 <c>[segments, frames, coefficients]</c>. One value per segment: <c>labels</c> (int64), <c>tracks</c>,
/// <c>groups</c>, <c>parts</c> (empty, train, validation or test) and <c>contents</c> (address of the audio file's content), all text; and,
/// if there are augmented variants of clips, <c>variants</c> (int64; 0 for the clip itself). One text per label: <c>genres</c>. A single
/// text: <c>options</c>, the JSON description of how the cache was made. The same dataset and options give identical bytes.
/// While a cache is being prepared, intermediate results are kept next to it in a file with the extension <c>.partial</c>. A later run
/// resumes from it, however the previous run ended. Thread-safe: threads and processes that extract into the same cache wait for each
/// other.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Features;
///
/// TrackLibrary library = TrackLibrary.Open("data/gtzan");
/// FeatureCache.Prepare(library, FeatureOptions.LogMels, "gtzan.npz");     // does nothing if the cache is up to date
/// FeatureSet features = FeatureCache.Load("gtzan.npz").Features;
/// </code>
/// </example>
/// <seealso cref="FeatureExtraction"/>
/// <seealso cref="FeatureSet"/>
/// <seealso cref="TrackLibrary"/>
public static class FeatureCache
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    /// <summary>Extracts a dataset into a cache, without augmented variants.</summary>
    /// <inheritdoc cref="Prepare(TrackLibrary, FeatureOptions, AugmentedVariants?, string, IProgress{ExtractionProgress}?, CancellationToken)"/>
    public static CacheSummary Prepare(
        TrackLibrary library, FeatureOptions options, string path, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Prepare(library, options, augmentation: null, path, progress, cancellationToken);

    /// <summary>Extracts a dataset into a cache. Features that exist already are reused; files are identified by their content.</summary>
    /// <param name="library">The dataset.</param>
    /// <param name="options">How clips are converted to features.</param>
    /// <param name="augmentation">Augmented variants of each clip to train on; null for none.</param>
    /// <param name="path">Path of the cache. An older cache is replaced; any other file is left unchanged.</param>
    /// <param name="progress">Receives a report after every track.</param>
    /// <param name="cancellationToken">Stops soon; the file at the path is then unchanged, and the next run resumes.</param>
    /// <exception cref="GenreNetException">
    /// The dataset cannot be used, the cache cannot be written, or the path holds some other file.
    /// </exception>
    public static CacheSummary Prepare(
        TrackLibrary library, FeatureOptions options, AugmentedVariants? augmentation, string path, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Prepare(library, new FeaturePipeline(options), augmentation, path, progress, cancellationToken);
    }

    /// <summary>
    /// Extracts a dataset into a cache with a pipeline that may hold an embedding encoder. Features that exist already are reused; files
    /// are identified by their content.
    /// </summary>
    /// <param name="library">The dataset.</param>
    /// <param name="pipeline">
    /// How clips are converted to features. Its encoder is needed only if the cache lacks some of the features.
    /// </param>
    /// <param name="augmentation">Augmented variants of each clip to train on; null for none.</param>
    /// <param name="path">Path of the cache. An older cache is replaced; any other file is left unchanged.</param>
    /// <param name="progress">Receives a report after every track.</param>
    /// <param name="cancellationToken">Stops soon; the file at the path is then unchanged, and the next run resumes.</param>
    /// <exception cref="GenreNetException">
    /// The dataset cannot be used, the cache cannot be written, the path holds some other file, or the embedding encoder is missing.
    /// </exception>
    public static CacheSummary Prepare(
        TrackLibrary library,
        FeaturePipeline pipeline,
        AugmentedVariants? augmentation,
        string path,
        IProgress<ExtractionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(pipeline);
        augmentation?.Validate();
        var settings = new CacheSettings(pipeline.Options, augmentation);
        if (FindCurrent(library, settings, path) is { } current)
        {
            return current;
        }

        AtomicFile.RequireWritable(path);
        using FeatureJournal journal = OpenJournal(library, settings, path, progress, cancellationToken);
        // If this process had to wait for another run, that run may have done the work.
        CacheSummary summary = FindCurrent(library, settings, path) ?? Extract(journal, library, settings, pipeline, path, progress, cancellationToken);
        journal.Delete();
        return summary;
    }

    /// <summary>Writes features that did not come from audio into a cache, unless the cache already holds the same features.</summary>
    /// <param name="prepared">The features.</param>
    /// <param name="path">Path of the cache. An older cache is replaced; any other file is left unchanged.</param>
    /// <param name="cancellationToken">Checked between arrays; the file at the path is then unchanged.</param>
    /// <exception cref="GenreNetException">The cache cannot be written, or the path holds some other file.</exception>
    public static CacheSummary Prepare(PreparedFeatures prepared, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var index = CacheIndex.Of(prepared);
        CacheSummary? current = Find(path, reader =>
            CacheIndex.Of(prepared).Description.Augmentation == reader.Description.Augmentation && new CacheSettings(prepared.Features.Options, null).MakesTheSame(reader.Description) && reader.Description.DatasetFingerprint == prepared.Features.DatasetFingerprint
                && reader.ReadIndex().Tracks.Select(t => t.Track).SequenceEqual(index.Tracks.Select(t => t.Track)) && reader.HasIntactFeatures()
                ? index.Summarize(0, isReused: true)
                : null);
        if (current is null)
        {
            Save(path, prepared, cancellationToken);
        }

        return current ?? index.Summarize(index.TrackCount, isReused: false);
    }

    /// <summary>Reads a cache. If its features need more than half of the available memory, they are mapped from a temporary file.</summary>
    /// <param name="path">
    /// A file written by <c>Prepare</c>. The temporary file is created in its folder and disappears with the process.
    /// </param>
    /// <exception cref="DatasetException">The file does not exist, is damaged, or is not a GenreNet cache.</exception>
    public static PreparedFeatures Load(string path) => Load(path, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>Reads a cache with a limit of the memory for its features.</summary>
    /// <param name="path">A file written by <c>Prepare</c>.</param>
    /// <param name="memoryLimit">Maximum number of bytes of features in memory; more are mapped from a temporary file.</param>
    internal static PreparedFeatures Load(string path, long memoryLimit) => Guarded(path, reader =>
    {
        CacheIndex index = reader.ReadIndex();
        FeatureSet features = reader.ReadFeatures(index, memoryLimit, $"{path}.{Environment.ProcessId}.mapped");
        return new PreparedFeatures(features, index.Description.Skipped, index.Warnings);
    });

    /// <summary>Reads the content addresses of the audio files that a cache was extracted from: see <see cref="Track.Content"/>.</summary>
    /// <param name="path">A file written by <c>Prepare</c>.</param>
    /// <returns>The addresses; empty if the features did not come from audio.</returns>
    /// <exception cref="DatasetException">The file does not exist, is damaged, or is not a GenreNet cache.</exception>
    public static IReadOnlySet<string> ReadContentHashes(string path) => Guarded(
        path, reader => reader.ReadIndex().Tracks.Select(t => t.Content).Where(content => content.Length > 0).ToHashSet(StringComparer.Ordinal));

    /// <summary>Writes a cache atomically: the path holds either the old file or the complete new one.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="prepared">The features.</param>
    /// <param name="cancellationToken">Checked between arrays.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Save(string path, PreparedFeatures prepared, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        FeatureSet features = prepared.Features;
        DeflateBlock[] blocks = [.. features.Tracks.Select(t => TrackRecord.Compress(features.Gather(features.SegmentsWithVariantsOf([t.Id]))))];
        CacheWriter.Write(
            path,
            CacheIndex.Of(prepared),
            blocks.Select(b => (b.Length, (long)b.Compressed.Length, b.Checksum)),
            stream => Array.ForEach(blocks, block => stream.Write(block.Compressed.Span)),
            cancellationToken);
    }

    private static CacheSummary Extract(
        FeatureJournal journal, TrackLibrary library, CacheSettings settings, FeaturePipeline pipeline, string path, IProgress<ExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        // A process that was killed while writing may have left temporary files. No other process writes here now, so they can be deleted.
        AtomicFile.DeleteLeftovers(path);
        TakeOver(journal, library, settings, path, cancellationToken);
        int before = library.Tracks.Count(t => settings.IsComplete(journal, t.Content));
        CacheIndex index = FeatureExtraction.Fill(journal, library, settings, pipeline, progress, cancellationToken);
        JournalContent.Save(journal, index, path, cancellationToken);
        return index.Summarize(index.TrackCount - before, isReused: false);
    }

    private static FeatureJournal OpenJournal(
        TrackLibrary library, CacheSettings settings, string path, IProgress<ExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        byte[] key = CacheDescription.KeyOf(settings.Options, settings.Augmentation);
        bool isWaiting = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FeatureJournal.TryOpen($"{path}.partial", key) is { } journal)
            {
                return journal;
            }

            if (!isWaiting)
            {
                progress?.Report(new ExtractionProgress(0, library.Tracks.Count, string.Empty, IsWaiting: true));
                isWaiting = true;
            }

            cancellationToken.WaitHandle.WaitOne(Pause);
        }
    }

    // Returns the cache if it is up to date, otherwise null.
    private static CacheSummary? FindCurrent(TrackLibrary library, CacheSettings settings, string path) => Find(path, reader =>
    {
        CacheDescription description = reader.Description;
        if (!settings.IsThatOf(description) || !description.IsFinal || description.DatasetFingerprint != library.Fingerprint
            || !description.Warnings.SequenceEqual(library.Warnings, StringComparer.Ordinal))
        {
            return null;
        }

        CacheIndex index = reader.ReadIndex();
        var tracks = library.Tracks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        bool hasSameGroups = index.Tracks.All(t => tracks.TryGetValue(t.Track.Id, out Track? now) && now.Group == t.Track.Group && now.Part == t.Track.Part);
        return hasSameGroups && reader.HasIntactFeatures() ? index.Summarize(0, isReused: true) : null;
    });

    // Reads the existing cache if it can be used. A file of another kind must never be overwritten.
    private static CacheSummary? Find(string path, Func<CacheReader, CacheSummary?> use)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Guarded(path, use);
        }
        catch (GenreNetException problem)
        {
            throw new GenreNetException($"{path} exists and is not a complete feature cache, so it was not overwritten: delete it, or choose another output name.", problem);
        }
    }

    private static void TakeOver(FeatureJournal journal, TrackLibrary library, CacheSettings settings, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return;
        }

        _ = Guarded(path, reader =>
        {
            CacheDescription description = reader.Description;
            if (settings.MakesTheSame(description) && reader.HasIntactFeatures())
            {
                IEnumerable<int> variants = settings.MakesTheSameVariants(description) ? settings.Variants : [0];
                var wanted = library.Tracks.SelectMany(t => variants.Select(v => CacheSettings.AddressOf(t.Content, v))).ToHashSet(StringComparer.Ordinal);
                reader.CopyTo(journal, wanted.Contains, cancellationToken);
            }

            return true;
        });
    }

    private static T Guarded<T>(string path, Func<CacheReader, T> read)
    {
        try
        {
            using var reader = CacheReader.Open(path);
            return read(reader);
        }
        catch (Exception problem) when (problem is NumpyFormatException or JsonException or ArgumentException or InvalidOperationException or OverflowException
            or FormatException or IndexOutOfRangeException or InvalidDataException or EndOfStreamException)
        {
            throw new DatasetException($"{path} is not a complete feature cache ({problem.Message.TrimEnd('.')}): delete it and prepare the dataset again.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): use a file written by 'genrenet prepare'.", problem);
        }
    }
}
