namespace GenreNet.Core.Datasets;

/// <summary>What a check found. Lists are sorted ordinally by track id.</summary>
public sealed record CheckResult
{
    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Hash of its content.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>All tracks.</summary>
    public required IReadOnlyList<TrackCheck> Tracks { get; init; }

    /// <summary>Sets of two and more tracks with exactly the same samples, under whatever name or container.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Replicas { get; init; }

    /// <summary>Pairs of tracks that hold the same recording but not the same samples; the first of a set of replicas speaks for all of it.</summary>
    public required IReadOnlyList<NearDuplicate> NearDuplicates { get; init; }

    /// <summary>What has been published about tracks of this dataset, where it looks like one that is known.</summary>
    public required IReadOnlyList<PublishedFault> PublishedFaults { get; init; }

    /// <summary>What was odd about the layout, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Replicas and near-duplicates, gathered: a split must keep the tracks of a group together.</summary>
    public TrackGroups Groups => TrackGroups.Of([.. Replicas, .. NearDuplicates.Select(p => (IReadOnlyList<string>)[p.First, p.Second])]);

    /// <summary>Tracks that are of no use, each with the reason.</summary>
    public IReadOnlyList<QuarantinedTrack> Unusable =>
        [.. Tracks.Where(t => t.IsUnusable).Select(t => new QuarantinedTrack(t.Track.Id, t.Faults.First(f => f.IsFatal).Text))];

    /// <summary>The tracks of each genre in numbers, sorted by genre.</summary>
    public IReadOnlyList<GenreSummary> Genres =>
        [.. Tracks.GroupBy(t => t.Track.Genre, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => GenreSummary.Of(g.Key, [.. g]))];
}
