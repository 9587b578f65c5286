namespace GenreNet.Core.Datasets;

/// <summary>Decodes every track of a dataset once, on all processors, and reports the faults it finds.</summary>
/// <remarks>
/// Keeps only measurements and fingerprints (about 17 KB for 30 s), never audio. The result does not depend on the order of completion.
/// Thread-safe. Each call uses all processors, so that parallel calls are not faster.
/// </remarks>
/// <example>
/// <code>
/// CheckResult result = DatasetCheck.Run(TrackLibrary.Open("data/gtzan"));
/// foreach (QuarantinedTrack track in result.Unusable)
/// {
///     Console.WriteLine($"{track.Track}: {track.Reason}");
/// }
///
/// new Quarantine(result.Unusable).Save(Quarantine.PathOf("data/gtzan"));
/// </code>
/// </example>
/// <seealso cref="CheckOptions"/>
/// <seealso cref="Quarantine"/>
/// <seealso cref="TrackLibrary"/>
public static class DatasetCheck
{
    // Ten minutes are enough to recognise a recording; later audio is measured but not fingerprinted.
    private static readonly int MostFrames = (int)(600 * MelImage.FrameRate);

    /// <summary>Checks a dataset.</summary>
    /// <param name="library">The dataset.</param>
    /// <param name="options">The thresholds for faults; null for the defaults.</param>
    /// <param name="progress">Receives a report after every track, one call at a time.</param>
    /// <param name="cancellationToken">Checked between blocks of audio.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="DependencyMissingException">Most of the dataset needs ffmpeg, which was not found.</exception>
    public static CheckResult Run(
        TrackLibrary library, CheckOptions? options = null, IProgress<CheckProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        options ??= CheckOptions.Default;
        options.Validate();
        var decoded = new Dictionary<string, DecodedTrack>(StringComparer.Ordinal);
        var gate = new Lock();
        ParallelWork.Run(
            library.ReadAll(),
            item =>
            {
                DecodedTrack track = Listen(item, options, cancellationToken);
                lock (gate)
                {
                    decoded.Add(item.Track.Id, track);
                    progress?.Report(new CheckProgress(decoded.Count, library.Tracks.Count, item.Track.Id));
                }
            },
            cancellationToken);

        // Ctrl+C reaches ffmpeg as well; a file that it then fails to decode is not damaged.
        cancellationToken.ThrowIfCancellationRequested();
        ReadableTracks.RequireMost(decoded.Values.Select(t => t.Failure), decoded.Count);
        return Assemble(library, [.. library.Tracks.Select(t => decoded[t.Id])], options, cancellationToken);
    }

    private static DecodedTrack Listen(TrackAudio item, CheckOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using var meter = new AudioMeter(item.Open(), options.SilenceAmplitude);
            var fingerprint = Fingerprint.Of(MelImage.Read(meter, MostFrames, cancellationToken));
            return new DecodedTrack(item.Track, meter.Statistics, fingerprint, [.. meter.Warnings], meter.HeaderWarnings, null);
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
        {
            return new DecodedTrack(item.Track, null, null, [], [], (GenreNetException)problem);
        }
    }

    private static CheckResult Assemble(TrackLibrary library, DecodedTrack[] decoded, CheckOptions options, CancellationToken cancellationToken)
    {
        var finder = new FaultFinder(library, decoded, options);
        TrackCheck[] tracks = [.. decoded.Select(t => new TrackCheck(t.Track, t.Audio, finder.FaultsOf(t)))];
        TrackCheck[] usable = [.. tracks.Where(t => t.Audio is not null && !t.IsUnusable)];
        IReadOnlyList<string>[] replicas = [.. usable.GroupBy(t => t.Audio!.Digest, t => t.Track.Id).Where(g => g.Skip(1).Any()).Select(g => (IReadOnlyList<string>)[.. g])];
        var fingerprints = decoded.ToDictionary(t => t.Track.Id, t => t.Fingerprint, StringComparer.Ordinal);
        return new CheckResult
        {
            Dataset = library.Name,
            Fingerprint = library.Fingerprint,
            Tracks = tracks,
            Replicas = replicas,
            // One track of each set of replicas represents the set.
            NearDuplicates = NearDuplicateSearch.Run(
                [.. usable.DistinctBy(t => t.Audio!.Digest).Select(t => KeyValuePair.Create(t.Track.Id, fingerprints[t.Track.Id]!))], options, cancellationToken),
            PublishedFaults = GtzanFaults.Among(library.Tracks),
            Warnings = library.Warnings,
        };
    }
}

/// <summary>Represents the progress of a check, reported after every track.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Done">Number of tracks checked.</param>
/// <param name="Total">Number of all tracks.</param>
/// <param name="Track">Id of the track that was done last.</param>
public sealed record CheckProgress(int Done, int Total, string Track);
