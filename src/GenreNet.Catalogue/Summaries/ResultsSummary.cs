namespace GenreNet.Catalogue;

/// <summary>Represents the counts of a catalogue's results.</summary>
/// <remarks>Immutable. Silent tracks have no genre, so they are not counted in <see cref="Genres"/> or <see cref="ConfidenceCounts"/>.</remarks>
/// <example>
/// <code>
/// ResultsSummary summary = ResultsSummary.Of(CatalogueResults.Open("results"));
/// foreach (CatalogueGenre genre in summary.Genres)
/// {
///     Console.WriteLine($"{genre.Genre}: {genre.Tracks} tracks, {genre.Hours:0} hours");
/// }
/// </code>
/// </example>
public sealed record ResultsSummary
{
    /// <summary>The maximum number of tracks whose mean MFCCs are kept.</summary>
    public const int LargestSample = 100_000;

    /// <summary>The maximum number of shards that <see cref="MissingShards"/> lists.</summary>
    public const int MostMissingShards = 1000;

    /// <summary>Gets the source of the catalogue, as the user named it.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the SHA-256 of the model file in lower-case hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Gets the number of tracks of the catalogue, including those of missing shards.</summary>
    public required long CatalogueTracks { get; init; }

    /// <summary>Gets the number of tracks of the finished shards.</summary>
    public required long Tracks { get; init; }

    /// <summary>Gets the number of shards of the catalogue.</summary>
    public required int Shards { get; init; }

    /// <summary>Gets the number of shards that are not finished.</summary>
    public required int MissingShardCount { get; init; }

    /// <summary>Gets the first shards that are not finished.</summary>
    public required IReadOnlyList<int> MissingShards { get; init; }

    /// <summary>Gets the number of tracks without an error.</summary>
    public long Classified => Tracks - Errors;

    /// <summary>Gets the number of tracks with an error.</summary>
    public required long Errors { get; init; }

    /// <summary>Gets the number of silent tracks.</summary>
    public required long Silent { get; init; }

    /// <summary>Gets the number of tracks that are not silent and for which no genre can be named.</summary>
    public required long Unknown { get; init; }

    /// <summary>Gets the number of tracks with a warning.</summary>
    public required long WithWarnings { get; init; }

    /// <summary>Gets the duration of all tracks without an error, in hours.</summary>
    public required double Hours { get; init; }

    /// <summary>Gets the mean confidence; null if no track has a genre.</summary>
    public required double? MeanConfidence { get; init; }

    /// <summary>Gets the genres, most frequent first.</summary>
    public required IReadOnlyList<CatalogueGenre> Genres { get; init; }

    /// <summary>Gets the number of tracks per range of confidence: ten ranges of equal width from 0 to 1.</summary>
    public required IReadOnlyList<long> ConfidenceCounts { get; init; }

    /// <summary>Gets the kinds of errors, most frequent first.</summary>
    public required IReadOnlyList<MessageKind> ErrorKinds { get; init; }

    /// <summary>Gets the kinds of warnings, most frequent first.</summary>
    public required IReadOnlyList<MessageKind> WarningKinds { get; init; }

    /// <summary>Summarises results in one pass. Memory does not grow with the catalogue.</summary>
    /// <param name="results">The results.</param>
    /// <param name="report">Receives the number of rows read so far; null for no reports.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <exception cref="CatalogueException">A part cannot be read.</exception>
    public static ResultsSummary Of(CatalogueResults results, Action<long>? report = null, CancellationToken cancellationToken = default) =>
        Read(results, report, cancellationToken).Summary;

    /// <summary>Summarises results, and returns the mean MFCCs of at most <see cref="LargestSample"/> evenly spaced tracks.</summary>
    /// <param name="results">The results.</param>
    /// <param name="report">Receives the number of rows read so far; null for no reports.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <exception cref="CatalogueException">A part cannot be read.</exception>
    internal static (ResultsSummary Summary, IReadOnlyList<float[]> MfccMeans) Read(CatalogueResults results, Action<long>? report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(results);
        const CatalogueColumns Columns = CatalogueColumns.All & ~(CatalogueColumns.Embedding | CatalogueColumns.Model);
        var tally = new CatalogueTally(results.Count);
        foreach (CatalogueRow row in results.ReadRows(Columns))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(row);
            report?.Invoke(tally.Tracks);
        }

        return (tally.Summarize(results), tally.MfccMeans);
    }
}

/// <summary>Represents the tracks of a genre.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Genre">The genre, or <c>unknown</c>.</param>
/// <param name="Tracks">Number of tracks.</param>
/// <param name="MeanConfidence">Mean confidence, 0 to 1.</param>
/// <param name="Hours">Duration in hours.</param>
public sealed record CatalogueGenre(string Genre, long Tracks, double MeanConfidence, double Hours);
