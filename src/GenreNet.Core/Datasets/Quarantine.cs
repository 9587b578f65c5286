namespace GenreNet.Core.Datasets;

/// <summary>Tracks of a dataset that are not to be used. The files stay where they are: this is only a list. Immutable.</summary>
/// <remarks>
/// As a file: CSV with the header <c>track,reason</c>, <c>quarantine.csv</c> in a dataset's folder or <c>NAME.quarantine.csv</c> beside
/// an archive or a manifest. A line may be added or removed by hand.
/// </remarks>
public sealed class Quarantine
{
    private const string FileName = "quarantine.csv";

    private static readonly string[] Header = ["track", "reason"];

    /// <summary>Wraps a list.</summary>
    /// <param name="tracks">The tracks; the first reason counts where one is named twice.</param>
    public Quarantine(IEnumerable<QuarantinedTrack> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        Tracks = [.. tracks.DistinctBy(t => t.Track, StringComparer.Ordinal).OrderBy(t => t.Track, StringComparer.Ordinal)];
    }

    /// <summary>The tracks, sorted ordinally by id.</summary>
    public IReadOnlyList<QuarantinedTrack> Tracks { get; }

    /// <summary>Where the list of a dataset lies unless something else is said.</summary>
    /// <param name="dataset">What <see cref="TrackLibrary.Open"/> takes.</param>
    /// <exception cref="DatasetException">There is no such dataset.</exception>
    public static string PathOf(string dataset) => DatasetLayout.At(dataset).PathOfList(FileName);

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetException">There is no such file, it cannot be read, or it is no such list.</exception>
    public static Quarantine Load(string path) => new(CsvList.Read(path, "quarantine list", Header).Select(row => new QuarantinedTrack(row.Fields[0], row.Fields[1])));

    /// <summary>The list with the ids of some data where accents are written another way.</summary>
    internal Quarantine For(IEnumerable<string> ids)
    {
        var names = new TrackNames(ids);
        return new Quarantine(Tracks.Select(t => t with { Track = names.IdOf(t.Track) }));
    }

    /// <summary>The list together with more tracks; those already on it keep their reason.</summary>
    /// <param name="tracks">More tracks.</param>
    public Quarantine With(IEnumerable<QuarantinedTrack> tracks) => new([.. Tracks, .. tracks]);

    /// <summary>Writes the list.</summary>
    /// <param name="path">Where to.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public void Save(string path) => CsvList.Write(path, Header, Tracks.Select(t => (string[])[t.Track, OneLine(t.Reason)]));

    // A reason is a sentence for people; a track is a name that must be read as it was written.
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
