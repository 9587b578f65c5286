namespace GenreNet.Core.Datasets;

/// <summary>Represents the result of a dataset check. Lists are sorted ordinally by track id.</summary>
public sealed record CheckResult
{
    /// <summary>Gets the name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Gets the hash of the dataset's content.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Gets the results for all tracks.</summary>
    public required IReadOnlyList<TrackCheck> Tracks { get; init; }

    /// <summary>Gets the sets of two or more tracks with exactly the same samples, regardless of name and container.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Replicas { get; init; }

    /// <summary>
    /// Gets the pairs of tracks with the same recording but different samples; the first of a set of replicas represents the set.
    /// </summary>
    public required IReadOnlyList<NearDuplicate> NearDuplicates { get; init; }

    /// <summary>Gets the published faults of this dataset's tracks, if it looks like a known dataset.</summary>
    public required IReadOnlyList<PublishedFault> PublishedFaults { get; init; }

    /// <summary>Gets the warnings about the layout, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Gets the groups formed by replicas and near-duplicates: a split must keep the tracks of a group together.</summary>
    public TrackGroups Groups => TrackGroups.Of([.. Replicas, .. NearDuplicates.Select(p => (IReadOnlyList<string>)[p.First, p.Second])]);

    /// <summary>Gets the tracks that cannot be used, each with the reason.</summary>
    public IReadOnlyList<QuarantinedTrack> Unusable =>
        [.. Tracks.Where(t => t.IsUnusable).Select(t => new QuarantinedTrack(t.Track.Id, t.Faults.First(f => f.IsFatal).Text))];

    /// <summary>Gets the statistics of each genre, sorted by genre.</summary>
    public IReadOnlyList<GenreSummary> Genres =>
        [.. Tracks.GroupBy(t => t.Track.Genre, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => GenreSummary.Of(g.Key, [.. g]))];
}
