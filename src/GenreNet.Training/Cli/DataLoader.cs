using GenreNet.Core.Datasets;
using GenreNet.Core.Datasets.Caching;
using GenreNet.Core.Datasets.Checking.Lists;
using GenreNet.Core.Features;
using GenreNet.Training.Cli.Display;

namespace GenreNet.Training.Cli;

/// <summary>From what the user calls DATA to features, with all that has to be said on the way.</summary>
/// <param name="terminal">Where to say it.</param>
/// <param name="json">Whether the output carries JSON.</param>
/// <param name="quarantine">A list of tracks to leave out; null for the one that lies with the dataset, if there is one.</param>
/// <param name="groups">A list of tracks that belong together; null for the one that lies with the dataset, if there is one.</param>
internal sealed class DataLoader(Terminal terminal, bool json, string? quarantine = null, string? groups = null)
{
    /// <summary>Whether a path is a prepared file and not a dataset.</summary>
    public static bool IsPrepared(string path)
    {
        if (!File.Exists(path))
        {
            return path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);
        }

        using FileStream file = File.OpenRead(path);
        return file.ReadByte() == 'P' && file.ReadByte() == 'K';
    }

    /// <summary>Reads a prepared file.</summary>
    public FeatureSet Load(string path)
    {
        FeatureSet features = Tell(FeatureCache.Load(path)).Features;
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

    /// <summary>Extracts a dataset into a cache, or reuses the cache.</summary>
    public PreparedFeatures Prepare(string dataset, FeatureOptions options, string cache)
    {
        TrackLibrary library = Open(dataset);
        PreparedFeatures prepared = Extracting(progress => FeatureCache.Prepare(library, options, cache, progress, terminal.CancellationToken));
        Tell(prepared);
        Say(prepared.IsReused
            ? $"Nothing has changed: reusing {cache}, {Summary(prepared)}."
            : $"Wrote {cache}: {Summary(prepared)}.");

        // Groups may have changed since the features were made.
        return prepared with { Features = prepared.Features.With(TrackGroups.Of(library.Tracks)) };
    }

    /// <summary>Extracts a dataset into memory.</summary>
    public FeatureSet Extract(string dataset, FeatureOptions options)
    {
        TrackLibrary library = Open(dataset);
        return Tell(Extracting(progress => FeatureExtraction.Run(library, options, progress, terminal.CancellationToken))).Features;
    }

    private TrackLibrary Open(string dataset)
    {
        var library = TrackLibrary.Open(dataset, terminal.CancellationToken);
        string groupList = groups ?? TrackGroups.PathOf(dataset);
        library = groups is not null || File.Exists(groupList) ? library.With(TrackGroups.Load(groupList)) : library;
        string list = quarantine ?? Quarantine.PathOf(dataset);
        return quarantine is not null || File.Exists(list) ? library.Without(Quarantine.Load(list)) : library;
    }

    private PreparedFeatures Extracting(Func<IProgress<ExtractionProgress>, PreparedFeatures> work) =>
        terminal.Progress(json).Count(
            "Extracting features",
            "tracks",
            report => work(new DirectProgress<ExtractionProgress>(p => report(p.Done, p.Total))));

    private PreparedFeatures Tell(PreparedFeatures prepared)
    {
        foreach (string warning in prepared.Warnings)
        {
            terminal.Warn(warning);
        }

        foreach (SkippedTrack skipped in prepared.Skipped)
        {
            terminal.Warn($"skipped {skipped.Id}: {skipped.Reason}");
        }

        if (prepared.Skipped.Count > 0)
        {
            terminal.Warn($"{prepared.Skipped.Count} of {prepared.Features.TrackCount + prepared.Skipped.Count} tracks were skipped.");
        }

        return prepared;
    }

    private void Say(string sentence) => (json ? terminal.Error : terminal.Output).WriteLine(sentence);

    private static string Summary(PreparedFeatures prepared)
    {
        FeatureSet features = prepared.Features;
        return $"{features.SegmentCount} segments of {features.FrameCount}x{features.CoefficientCount} from {features.TrackCount} tracks of {features.Genres.Count} genres";
    }
}
