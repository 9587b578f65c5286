namespace GenreNet.Core.Datasets;

/// <summary>Represents the result of a dataset check. Lists are sorted ordinally by track id.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="DatasetCheck"/>
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

/// <summary>Represents the result of checking a track.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Track">The track.</param>
/// <param name="Audio">Measurements of the audio, or null if no audio could be read.</param>
/// <param name="Faults">Faults of the track; empty for a good track.</param>
public sealed record TrackCheck(Track Track, AudioStatistics? Audio, IReadOnlyList<TrackFault> Faults)
{
    /// <summary>Gets whether the track should be quarantined.</summary>
    public bool IsUnusable => Faults.Any(f => f.IsFatal);
}

/// <summary>Represents a fault of a track.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Kind">Kind of the fault.</param>
/// <param name="Text">One human-readable sentence.</param>
/// <param name="Offset">Byte offset in the file where decoding failed, or null if not applicable.</param>
public sealed record TrackFault(FaultKind Kind, string Text, long? Offset = null)
{
    /// <summary>Gets whether a track with this fault is unusable.</summary>
    public bool IsFatal => Kind is FaultKind.Undecodable or FaultKind.Empty or FaultKind.Silent or FaultKind.TooShort;
}

/// <summary>Specifies the kind of a fault.</summary>
public enum FaultKind
{
    /// <summary>No audio can be decoded from the file.</summary>
    Undecodable,

    /// <summary>The file is empty or has no samples.</summary>
    Empty,

    /// <summary>The track is completely silent.</summary>
    Silent,

    /// <summary>The track is shorter than one segment.</summary>
    TooShort,

    /// <summary>The track could not be checked because a program is missing. The track itself may be good.</summary>
    Unchecked,

    /// <summary>The track can be read, but its decoder reported a problem, such as a premature end.</summary>
    Damaged,

    /// <summary>The track is much shorter than the other tracks.</summary>
    CutShort,

    /// <summary>The track contains a long silence.</summary>
    LongSilence,

    /// <summary>Many samples are at full scale, several in a row.</summary>
    Clipped,

    /// <summary>The mean of the samples is far from zero.</summary>
    DcOffset,

    /// <summary>Fields of the header contradict each other. The audio is complete, but other programs may reject the file.</summary>
    ContradictoryHeader,
}

/// <summary>Represents statistics of the tracks of a genre or of a complete dataset.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Name">Name of the genre or dataset.</param>
/// <param name="Tracks">Number of tracks.</param>
/// <param name="Unusable">Number of tracks that should be quarantined.</param>
/// <param name="Faulty">Number of tracks with any fault, including unusable ones.</param>
/// <param name="Duration">Total duration of all tracks.</param>
/// <param name="Shortest">Duration of the shortest track that could be read; zero if there is none.</param>
/// <param name="Median">Median duration.</param>
/// <param name="Longest">Duration of the longest track.</param>
public sealed record GenreSummary(
    string Name, int Tracks, int Unusable, int Faulty, TimeSpan Duration, TimeSpan Shortest, TimeSpan Median, TimeSpan Longest)
{
    /// <summary>Summarizes tracks.</summary>
    /// <param name="name">Name of the summary.</param>
    /// <param name="tracks">The tracks.</param>
    public static GenreSummary Of(string name, IReadOnlyCollection<TrackCheck> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        TimeSpan[] durations = [.. tracks.Where(t => t.Audio is not null).Select(t => t.Audio!.Duration).Order()];
        return new GenreSummary(
            name,
            tracks.Count,
            tracks.Count(t => t.IsUnusable),
            tracks.Count(t => t.Faults.Count > 0),
            TimeSpan.FromTicks(durations.Sum(d => d.Ticks)),
            durations.FirstOrDefault(),
            durations.Length == 0 ? TimeSpan.Zero : durations[durations.Length / 2],
            durations.LastOrDefault());
    }
}

/// <summary>Represents two tracks that contain the same recording, at any level, cut or encoded differently.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="First">Id of the first track.</param>
/// <param name="Second">Id of the second track, after the first in ordinal order.</param>
/// <param name="Similarity">
/// Fraction of equal fingerprint bits where the tracks overlap: 1 for identical audio, about 0.5 for unrelated music.
/// </param>
/// <param name="Shift">How much later the same moment of music occurs in the second track; negative if it occurs earlier.</param>
/// <param name="Overlap">Duration of the music that both tracks contain.</param>
/// <param name="Matches">Number of spectral peak pairs in common.</param>
public sealed record NearDuplicate(string First, string Second, double Similarity, TimeSpan Shift, TimeSpan Overlap, int Matches);

/// <summary>Represents a published fault of a well-known dataset.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Tracks">Ids of the affected tracks.</param>
/// <param name="Text">Description of the fault.</param>
/// <param name="Source">The publication.</param>
public sealed record PublishedFault(IReadOnlyList<string> Tracks, string Text, string Source);
