using System.Text.Json;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;
using GenreNet.Core.IO;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets;

/// <summary>Features of a dataset in one compressed <c>.npz</c> that NumPy reads without pickle.</summary>
/// <remarks>
/// Arrays: <c>features</c> float32 <c>[segments, frames, coefficients]</c>; a value a segment: <c>labels</c> int64, <c>tracks</c>,
/// <c>groups</c>, <c>parts</c> (empty, train, validation or test) and <c>contents</c> (address of the audio file's content), all text; <c>variants</c> int64, where there
/// are changed copies of clips: which copy, 0 for the clip itself; <c>genres</c>, a text a label; <c>options</c>, one text: JSON of what made it. The same dataset and options give the same bytes.
/// On its way a cache is a file <c>.partial</c> beside it, which a later run goes on with however this one ended.
/// </remarks>
public static class FeatureCache
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    /// <summary>Extracts a dataset into a cache, without copies.</summary>
    /// <inheritdoc cref="Prepare(TrackLibrary, FeatureOptions, AugmentedCopies?, string, IProgress{ExtractionProgress}?, CancellationToken)"/>
    public static CacheSummary Prepare(
        TrackLibrary library, FeatureOptions options, string path, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Prepare(library, options, copies: null, path, progress, cancellationToken);

    /// <summary>Extracts a dataset into a cache. Only what is not there already is extracted: files are known by their content.</summary>
    /// <param name="library">The dataset.</param>
    /// <param name="options">How clips become features.</param>
    /// <param name="copies">Changed copies of each clip to learn from; null for none.</param>
    /// <param name="path">The cache; an older cache is replaced, any other file is left alone.</param>
    /// <param name="progress">Told after every track.</param>
    /// <param name="cancellationToken">Stops soon; the path then shows what it did before, and the next run goes on.</param>
    /// <exception cref="GenreNetException">The dataset cannot be used, the cache cannot be written, or something else lies there.</exception>
    public static CacheSummary Prepare(
        TrackLibrary library, FeatureOptions options, AugmentedCopies? copies, string path, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Prepare(library, new FeaturePipeline(options), copies, path, progress, cancellationToken);
    }

    /// <summary>Extracts a dataset into a cache, with the encoder of embeddings. Only what is not there already is extracted: files are known by their content.</summary>
    /// <param name="library">The dataset.</param>
    /// <param name="pipeline">How clips become features. Its encoder is needed only where the cache lacks some of them.</param>
    /// <param name="copies">Changed copies of each clip to learn from; null for none.</param>
    /// <param name="path">The cache; an older cache is replaced, any other file is left alone.</param>
    /// <param name="progress">Receives a report after every track.</param>
    /// <param name="cancellationToken">Stops soon; the path then shows what it did before, and the next run continues.</param>
    /// <exception cref="GenreNetException">
    /// The dataset cannot be used, the cache cannot be written, something else is at the path, or the encoder of embeddings is missing.
    /// </exception>
    public static CacheSummary Prepare(
        TrackLibrary library,
        FeaturePipeline pipeline,
        AugmentedCopies? copies,
        string path,
        IProgress<ExtractionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(pipeline);
        copies?.Validate();
        var recipe = new CacheRecipe(pipeline.Options, copies);
        if (FindCurrent(library, recipe, path) is { } current)
        {
            return current;
        }

        AtomicFile.RequireWritable(path);
        using FeatureSpool spool = OpenSpool(library, recipe, path, progress, cancellationToken);
        // Who had to wait for another run may find that it has done the work.
        CacheSummary summary = FindCurrent(library, recipe, path) ?? Extract(spool, library, recipe, pipeline, path, progress, cancellationToken);
        spool.Delete();
        return summary;
    }

    /// <summary>Writes features that did not come from audio into a cache, or takes what is there if it is the same.</summary>
    /// <param name="prepared">The features.</param>
    /// <param name="path">The cache; an older cache is replaced, any other file is left alone.</param>
    /// <param name="cancellationToken">Gives up between two arrays; the path then shows what it did before.</param>
    /// <exception cref="GenreNetException">The cache cannot be written, or something else lies there.</exception>
    public static CacheSummary Prepare(PreparedFeatures prepared, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var index = CacheIndex.Of(prepared);
        CacheSummary? current = Find(path, reader =>
            CacheIndex.Of(prepared).Description.Copies == reader.Description.Copies && new CacheRecipe(prepared.Features.Options, null).MakesTheSame(reader.Description) && reader.Description.DatasetFingerprint == prepared.Features.DatasetFingerprint
                && reader.ReadIndex().Tracks.Select(t => t.Track).SequenceEqual(index.Tracks.Select(t => t.Track)) && reader.HasWholeFeatures()
                ? index.Summarize(0, isReused: true)
                : null);
        if (current is null)
        {
            Save(path, prepared, cancellationToken);
        }

        return current ?? index.Summarize(index.TrackCount, isReused: false);
    }

    /// <summary>Reads a cache.</summary>
    /// <param name="path">A file that <c>Prepare</c> wrote.</param>
    /// <exception cref="DatasetException">There is no such file, it is damaged, or no cache of ours.</exception>
    public static PreparedFeatures Load(string path) => Guarded(path, reader =>
    {
        CacheIndex index = reader.ReadIndex();
        return new PreparedFeatures(reader.ReadFeatures(index), index.Description.Skipped, index.Warnings);
    });

    /// <summary>Reads the addresses of the audio files that a cache was extracted from: see <see cref="Track.Content"/>.</summary>
    /// <param name="path">A file that <c>Prepare</c> wrote.</param>
    /// <returns>The addresses; none where the features did not come from audio.</returns>
    /// <exception cref="DatasetException">There is no such file, it is damaged, or no cache of ours.</exception>
    public static IReadOnlySet<string> ReadContents(string path) => Guarded(
        path, reader => reader.ReadIndex().Tracks.Select(t => t.Content).Where(content => content.Length > 0).ToHashSet(StringComparer.Ordinal));

    /// <summary>Writes a cache; the path shows either the old file or the whole new one.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="prepared">The features.</param>
    /// <param name="cancellationToken">Gives up between two arrays.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Save(string path, PreparedFeatures prepared, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        FeatureSet features = prepared.Features;
        DeflateBlock[] blocks = [.. features.Tracks.Select(t => TrackRecord.Compress(features.Gather(features.SegmentsWithCopiesOf([t.Id]))))];
        CacheWriter.Write(
            path,
            CacheIndex.Of(prepared),
            blocks.Select(b => (b.Length, (long)b.Compressed.Length, b.Checksum)),
            stream => Array.ForEach(blocks, block => stream.Write(block.Compressed.Span)),
            cancellationToken);
    }

    private static CacheSummary Extract(
        FeatureSpool spool, TrackLibrary library, CacheRecipe recipe, FeaturePipeline pipeline, string path, IProgress<ExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        // Whoever was killed while writing has left this; nobody else writes here now.
        AtomicFile.DeleteLeftovers(path);
        TakeOver(spool, library, recipe, path, cancellationToken);
        int before = library.Tracks.Count(t => recipe.IsWhole(spool, t.Content));
        CacheIndex index = FeatureExtraction.Fill(spool, library, recipe, pipeline, progress, cancellationToken);
        SpoolContent.Save(spool, index, path, cancellationToken);
        return index.Summarize(index.TrackCount - before, isReused: false);
    }

    private static FeatureSpool OpenSpool(
        TrackLibrary library, CacheRecipe recipe, string path, IProgress<ExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        byte[] key = CacheDescription.KeyOf(recipe.Options, recipe.Copies);
        bool isWaiting = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FeatureSpool.TryOpen($"{path}.partial", key) is { } spool)
            {
                return spool;
            }

            if (!isWaiting)
            {
                progress?.Report(new ExtractionProgress(0, library.Tracks.Count, string.Empty, IsWaiting: true));
                isWaiting = true;
            }

            cancellationToken.WaitHandle.WaitOne(Pause);
        }
    }

    // The cache as it should be now, or null.
    private static CacheSummary? FindCurrent(TrackLibrary library, CacheRecipe recipe, string path) => Find(path, reader =>
    {
        CacheDescription description = reader.Description;
        if (!recipe.IsThatOf(description) || !description.IsFinal || description.DatasetFingerprint != library.Fingerprint
            || !description.Warnings.SequenceEqual(library.Warnings, StringComparer.Ordinal))
        {
            return null;
        }

        CacheIndex index = reader.ReadIndex();
        var tracks = library.Tracks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        bool hasSameGroups = index.Tracks.All(t => tracks.TryGetValue(t.Track.Id, out Track? now) && now.Group == t.Track.Group && now.Part == t.Track.Part);
        return hasSameGroups && reader.HasWholeFeatures() ? index.Summarize(0, isReused: true) : null;
    });

    // What lies there, if it can be used. A file of another kind is nobody's to overwrite.
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
            throw new GenreNetException($"{path} exists and is not a whole feature cache, so it is left alone: delete it, or choose another name for the output.", problem);
        }
    }

    private static void TakeOver(FeatureSpool spool, TrackLibrary library, CacheRecipe recipe, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return;
        }

        _ = Guarded(path, reader =>
        {
            CacheDescription description = reader.Description;
            if (recipe.MakesTheSame(description) && reader.HasWholeFeatures())
            {
                IEnumerable<int> variants = recipe.MakesTheSameCopies(description) ? recipe.Variants : [0];
                var wanted = library.Tracks.SelectMany(t => variants.Select(v => CacheRecipe.AddressOf(t.Content, v))).ToHashSet(StringComparer.Ordinal);
                reader.CopyTo(spool, wanted.Contains, cancellationToken);
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
            throw new DatasetException($"{path} is not a whole feature cache ({problem.Message.TrimEnd('.')}): delete it and prepare the dataset again.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): give a file that 'genrenet prepare' wrote.", problem);
        }
    }
}
