using System.IO.Compression;
using GenreNet.Core;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.IO;
using GenreNet.Training.Backbones;

namespace GenreNet.Training.Cli;

/// <summary>The kinds of data that the DATA argument accepts.</summary>
internal enum DataKind
{
    /// <summary>Audio tracks in a folder, archive or manifest.</summary>
    Dataset,

    /// <summary>Features written by <c>prepare</c>.</summary>
    Prepared,

    /// <summary>Arrays of features that another program computed.</summary>
    Arrays,

    /// <summary>A feature table: a CSV file with the columns <c>filename</c> and <c>label</c>.</summary>
    Table,
}

/// <summary>Loads features from the DATA argument and prints the related messages.</summary>
/// <param name="terminal">Receives the messages.</param>
/// <param name="json">Whether the output carries JSON.</param>
/// <param name="quarantine">Path of a list of tracks to exclude; null for the list stored with the dataset, if there is one.</param>
/// <param name="groups">Path of a list of track groups; null for the list stored with the dataset, if there is one.</param>
/// <param name="genreNames">Names of the genres that arrays from another program give as numbers; null if the track ids contain the
/// names.</param>
internal sealed class DataLoader(Terminal terminal, bool json, string? quarantine = null, string? groups = null, IReadOnlyList<string>? genreNames = null)
{
    /// <summary>
    /// Determines the kind of data: arrays from another program, a prepared file, a feature table, or otherwise a dataset.
    /// </summary>
    public static DataKind KindOf(string path) => FeatureArrays.IsArrays(path) ? DataKind.Arrays
        : IsPrepared(path) ? DataKind.Prepared
        : FeatureTable.IsTable(path) ? DataKind.Table : DataKind.Dataset;

    /// <summary>Returns whether a path is a prepared file rather than a dataset.</summary>
    private static bool IsPrepared(string path)
    {
        if (!File.Exists(path))
        {
            return path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);
        }

        try
        {
            // Both have the same signature: a prepared file is a zip archive of arrays, a dataset can be a zip archive of audio.
            using FileStream file = InputFile.OpenRead(path);
            bool isZip = file.ReadByte() == 'P' && file.ReadByte() == 'K';
            file.Position = 0;
            return path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) || (isZip
                && new ZipArchive(file, ZipArchiveMode.Read).Entries.Any(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // The subsequent reader reports what is wrong with the file.
            return path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Reads a prepared file or a feature table.</summary>
    public FeatureSet Load(string path) => Grouped(LoadPrepared(path).Features);

    /// <summary>Adds the rows of a feature table to summary features, for training.</summary>
    public FeatureSet WithTable(FeatureSet data, string table) => data.Options.Kind == FeatureKind.Summary
        ? Grouped(data.WithTrainingOnlySegments(Tell(LoadTable(table)).Features))
        : throw new GenreNetException($"--learn-table requires summary features, but the features are {data.Options.Kind}. Remove --learn-table, or use --features Summary.");

    /// <summary>Reads a prepared file or a feature table, including the list of skipped tracks.</summary>
    public PreparedFeatures LoadPrepared(string path) => Tell(KindOf(path) switch
    {
        DataKind.Table => LoadTable(path),
        DataKind.Arrays => FeatureArrays.Load(path, genreNames),
        _ => FeatureCache.Load(path),
    });

    /// <summary>Reads a prepared file or a feature table, or extracts a dataset into memory.</summary>
    public FeatureSet LoadFor(string data, FeatureOptions options) => KindOf(data) switch
    {
        DataKind.Dataset => Extract(data, options),
        DataKind.Arrays => AsFeaturesOf(Load(data), options, data),
        _ => Load(data),
    };

    /// <summary>Treats arrays as the features that a model was trained on: only their size can be compared.</summary>
    private static FeatureSet AsFeaturesOf(FeatureSet arrays, FeatureOptions options, string path)
    {
        if (options is not { Kind: FeatureKind.Embedding, Source: null })
        {
            throw new GenreNetException($"{path} contains arrays of another program, but the model requires {options.Kind} features of audio. Give audio, or a model that was trained on such arrays.");
        }

        return arrays.CoefficientCount == options.CoefficientCount
            ? arrays.With(options)
            : throw new GenreNetException($"{path} has {Plural.Of(arrays.CoefficientCount, "value")} per row, but the model requires {options.CoefficientCount}. Give arrays of the same kind as the training data of the model.");
    }

    /// <summary>Converts a feature table to a cache, or reuses the cache.</summary>
    public void PrepareTable(string table, string cache)
    {
        PreparedFeatures prepared = LoadTable(table);
        prepared = prepared with { Features = Grouped(prepared.Features) };
        Tell(FeatureCache.Prepare(prepared, cache, terminal.CancellationToken), prepared.Features.Options, cache);
    }

    /// <summary>Writes the summary features of a dataset as a table.</summary>
    public ExportedTable Export(string dataset, string path, double? segmentSeconds)
    {
        TrackLibrary library = Open(dataset);
        ExportedTable table = terminal.Progress(json).Count(
            "Computing summaries",
            "tracks",
            report => FeatureTableExport.Write(
                library, path, segmentSeconds, new DirectProgress<ExtractionProgress>(p => report(p.Done, p.Total)), terminal.CancellationToken));
        Tell(table.Warnings, table.Skipped, table.TrackCount);
        return table;
    }

    /// <summary>Extracts the features of a dataset into a cache; only features missing from the cache are computed.</summary>
    public void Prepare(string dataset, FeatureOptions options, string cache, AugmentedVariants? augmentation = null) => Prepare(Open(dataset), options, cache, augmentation);

    private void Prepare(TrackLibrary library, FeatureOptions options, string cache, AugmentedVariants? augmentation) =>
        Tell(Encoding(options, pipeline => Fill(library, pipeline, augmentation, cache)), options, cache);

    private CacheSummary Fill(TrackLibrary library, FeaturePipeline pipeline, AugmentedVariants? augmentation, string cache) =>
        Extracting(progress => FeatureCache.Prepare(library, pipeline, augmentation, cache, progress, terminal.CancellationToken));

    /// <summary>Extracts the features of a dataset into a cache, or reuses the cache, and loads it.</summary>
    public FeatureSet PrepareAndLoad(string dataset, FeatureOptions options, string cache, AugmentedVariants? augmentation = null) =>
        PrepareAndLoad(Open(dataset), options, cache, augmentation);

    /// <summary>Extracts the features of listed tracks into a cache, or reuses the cache, and loads it.</summary>
    public FeatureSet PrepareAndLoad(TrackLibrary library, FeatureOptions options, string cache, AugmentedVariants? augmentation = null)
    {
        Prepare(library, options, cache, augmentation);
        return FeatureCache.Load(cache).Features;
    }

    /// <summary>Extracts the features of a dataset into a cache with a pipeline, or reuses the cache, and loads it.</summary>
    public FeatureSet PrepareAndLoad(string dataset, FeaturePipeline pipeline, string cache, AugmentedVariants? augmentation)
    {
        Tell(Fill(Open(dataset), pipeline, augmentation, cache), pipeline.Options, cache);
        return FeatureCache.Load(cache).Features;
    }

    /// <summary>Extracts the features of a dataset into memory.</summary>
    public FeatureSet Extract(string dataset, FeatureOptions options) => Encoding(options, pipeline => Extract(dataset, pipeline));

    /// <summary>Extracts the features of a dataset into memory, with a pipeline.</summary>
    public FeatureSet Extract(string dataset, FeaturePipeline pipeline)
    {
        TrackLibrary library = Open(dataset);
        return Tell(Extracting(progress => FeatureExtraction.Run(library, pipeline, progress, terminal.CancellationToken))).Features;
    }

    /// <summary>Performs work with a pipeline; embeddings are computed by the installed networks.</summary>
    private static T Encoding<T>(FeatureOptions options, Func<FeaturePipeline, T> work)
    {
        using TrainingBackbone? backbone = options.Source is null ? null : TrainingBackbone.Open(options);
        return work(backbone is null ? new FeaturePipeline(options) : new FeaturePipeline(options, backbone.Encode));
    }

    private PreparedFeatures LoadTable(string path) => FeatureTable.Load(path, quarantine is null ? null : Quarantine.Load(quarantine));

    private FeatureSet Grouped(FeatureSet features)
    {
        if (groups is null)
        {
            return features;
        }

        var list = TrackGroups.Load(groups);
        if (list.UnknownIn(features.Tracks.Select(t => t.Id), features.DatasetName) is { } unknown)
        {
            terminal.Warn(unknown);
        }

        return features.With(list);
    }

    /// <summary>
    /// Gets or sets whether the usable files of a playlist or a pattern are loaded although others are not. Otherwise, loading fails.
    /// </summary>
    public bool SkipsBadEntries { get; init; }

    /// <summary>Gets the exit code so far: <see cref="ExitCode.Failed"/> if an entry of a playlist or a pattern was skipped.</summary>
    public int ExitCodeSoFar { get; private set; } = ExitCode.Done;

    /// <summary>Lists the tracks of a dataset, without quarantined tracks.</summary>
    public TrackLibrary Open(string dataset)
    {
        if (AudioArguments.IsList(dataset))
        {
            TrackLibrary listed = OpenList(dataset);
            listed = groups is not null ? listed.With(TrackGroups.Load(groups)) : listed;
            return quarantine is not null ? listed.Without(Quarantine.Load(quarantine)) : listed;
        }

        var library = TrackLibrary.Open(dataset, terminal.CancellationToken);
        string groupList = groups ?? TrackGroups.PathOf(dataset);
        library = groups is not null || File.Exists(groupList) ? library.With(TrackGroups.Load(groupList)) : library;
        string list = quarantine ?? Quarantine.PathOf(dataset);
        return quarantine is not null || File.Exists(list) ? library.Without(Quarantine.Load(list)) : library;
    }

    private TrackLibrary OpenList(string list)
    {
        AudioInputs inputs = AudioArguments.Expand([list]);
        if (inputs.Problems.Count > 0 && (!SkipsBadEntries || inputs.Files.Count == 0))
        {
            string others = inputs.Problems.Count == 1 ? string.Empty : $" {inputs.Problems.Count - 1} more of the entries cannot be used.";
            throw new DatasetException($"{inputs.Problems[0]}{others}");
        }

        ExitCodeSoFar = inputs.Report(terminal);
        // A pattern has no name of its own.
        string name = Playlist.IsPlaylist(list) ? Path.GetFileNameWithoutExtension(list) : list;
        return TrackLibrary.OpenFiles(name, [.. inputs.Files.Select(file => file.Path)], terminal.CancellationToken);
    }

    private T Extracting<T>(Func<IProgress<ExtractionProgress>, T> work) => terminal.Progress(json).Count(
        "Extracting features",
        "tracks",
        report => work(new DirectProgress<ExtractionProgress>(p =>
        {
            if (p.IsWaiting)
            {
                terminal.Warn("Another process is preparing the same file. Waiting until it is finished.");
            }

            report(p.Done, p.Total);
        })));

    private PreparedFeatures Tell(PreparedFeatures prepared)
    {
        Tell(prepared.Warnings, prepared.Skipped, prepared.Features.TrackCount);
        return prepared;
    }

    private void Tell(CacheSummary summary, FeatureOptions options, string cache)
    {
        Tell(summary.Warnings, summary.Skipped, summary.TrackCount);
        string content = $"{Plural.Of(summary.SegmentCount, "segment")} of {options.FrameCount}x{options.CoefficientCount} from {Plural.Of(summary.TrackCount, "track")} of {Plural.Of(summary.GenreCount, "genre")}";
        Say((summary.IsReused, summary.TrackCount - summary.ExtractedCount) switch
        {
            (true, _) => $"Dataset and settings are unchanged: reusing {cache}, {content}.",
            (_, 0) => $"Wrote {cache}: {content}.",
            (_, int kept) => $"Wrote {cache}: {content}; {kept} of the tracks {Plural.Choose(kept, "was", "were")} reused.",
        });
    }

    /// <summary>Prints warnings and the number of skipped tracks.</summary>
    public void Tell(IReadOnlyList<string> warnings, IReadOnlyList<SkippedTrack> skipped, int usedTracks)
    {
        foreach (string warning in warnings)
        {
            terminal.Warn(warning);
        }

        foreach (SkippedTrack track in skipped)
        {
            terminal.Warn($"Skipped {track.Id}: {track.Reason}");
        }

        if (skipped.Count > 0)
        {
            terminal.Warn($"{skipped.Count} of {Plural.Of(usedTracks + skipped.Count, "track")} {Plural.Choose(skipped.Count, "was", "were")} skipped.");
        }
    }

    private void Say(string sentence) => (json ? terminal.Error : terminal.Output).WriteLine(Terminal.Printable(sentence));
}
