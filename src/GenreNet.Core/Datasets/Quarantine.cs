namespace GenreNet.Core.Datasets;

/// <summary>Represents a list of tracks of a dataset that must not be used. The files themselves are not moved. Immutable.</summary>
/// <remarks>
/// File format: CSV with the header <c>track,reason</c>, named <c>quarantine.csv</c> in a dataset's folder or <c>NAME.quarantine.csv</c>
/// next to an archive or a manifest. Lines may be added or removed by hand. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// Quarantine list = Quarantine.Load(Quarantine.PathOf("data/gtzan"));
/// TrackLibrary library = TrackLibrary.Open("data/gtzan").Without(list);
/// </code>
/// </example>
/// <seealso cref="DatasetCheck"/>
/// <seealso cref="TrackLibrary"/>
/// <seealso cref="TrackGroups"/>
public sealed class Quarantine
{
    private const string FileName = "quarantine.csv";

    private static readonly string[] Header = ["track", "reason"];

    /// <summary>Creates a list.</summary>
    /// <param name="tracks">The tracks; for a track that occurs several times, the first reason is used.</param>
    public Quarantine(IEnumerable<QuarantinedTrack> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        Tracks = [.. tracks.DistinctBy(t => t.Track, StringComparer.Ordinal).OrderBy(t => t.Track, StringComparer.Ordinal)];
    }

    /// <summary>Gets the tracks, sorted ordinally by id.</summary>
    public IReadOnlyList<QuarantinedTrack> Tracks { get; }

    /// <summary>Returns the default path of the list for a dataset.</summary>
    /// <param name="dataset">A path that <see cref="TrackLibrary.Open"/> accepts.</param>
    /// <exception cref="DatasetException">The dataset does not exist.</exception>
    public static string PathOf(string dataset) => DatasetLayout.At(dataset).PathOfList(FileName);

    /// <summary>Reads a list.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="DatasetException">The file does not exist, cannot be read, or is not a quarantine list.</exception>
    public static Quarantine Load(string path) => new(CsvList.Read(path, "quarantine list", Header).Select(row => new QuarantinedTrack(row.Fields[0], row.Fields[1])));

    /// <summary>Returns the list with each id replaced by the dataset's spelling, which may encode accents differently.</summary>
    internal Quarantine For(IEnumerable<string> ids)
    {
        var names = new TrackNames(ids);
        return new Quarantine(Tracks.Select(t => t with { Track = names.IdOf(t.Track) }));
    }

    /// <summary>Returns the list with additional tracks; tracks already on it keep their reason.</summary>
    /// <param name="tracks">The additional tracks.</param>
    public Quarantine With(IEnumerable<QuarantinedTrack> tracks) => new([.. Tracks, .. tracks]);

    /// <summary>Writes the list.</summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public void Save(string path) => CsvList.Write(path, Header, Tracks.Select(t => (string[])[t.Track, OneLine(t.Reason)]));

    // A reason is a human-readable sentence and can be reformatted; a track id must be kept exactly as written.
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Represents a track that must not be used.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Track">Id of the track.</param>
/// <param name="Reason">The reason, in one sentence.</param>
public sealed record QuarantinedTrack(string Track, string Reason);
