using System.Security.Cryptography;
using System.Text;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents the tracks of a dataset: a folder of genre folders, an archive of one, a manifest, or a folder of FMA. Immutable.
/// </summary>
/// <remarks>
/// Thread-safe. A sequence of <see cref="ReadAll"/> is enumerated by one thread; any thread can open the tracks that it returns.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// TrackLibrary library = TrackLibrary.Open("data/gtzan");
/// Console.WriteLine($"{library.Tracks.Count} tracks of {library.Genres.Count} genres");
/// foreach (TrackAudio item in library.ReadAll())
/// {
///     using AudioReader audio = item.Open();
///     Console.WriteLine($"{item.Track.Id}: {audio.SampleRate} Hz");
/// }
/// </code>
/// </example>
/// <seealso cref="DatasetDownloader"/>
/// <seealso cref="DatasetCheck"/>
/// <seealso cref="FeatureCache"/>
public sealed class TrackLibrary
{
    /// <summary>The genre of all tracks in a library without genres.</summary>
    public const string UnlabelledGenre = GenreName.Unlabelled;

    private const string Unread = "unread ";

    private readonly DatasetSource _source;

    private TrackLibrary(string name, DatasetSource source, IReadOnlyList<Track> tracks, string fingerprint, IReadOnlyList<string> warnings)
    {
        Name = name;
        _source = source;
        Tracks = tracks;
        Genres = [.. tracks.Select(t => t.Genre).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Fingerprint = fingerprint;
        Warnings = warnings;
    }

    /// <summary>Gets the name of the folder, archive or manifest, without its path and extension.</summary>
    public string Name { get; }

    /// <summary>Gets all tracks, sorted ordinally by id.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>Gets the genres, sorted ordinally; a label is an index into this list.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>
    /// Gets the hash of all ids, genres, groups, parts and contents, in hexadecimal; equal for a folder, an archive of it, and an
    /// equivalent manifest.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>Gets the warnings about the layout, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Lists a dataset and hashes its content; no audio is decoded yet. Genres that differ only in spelling are merged
    /// (<see cref="GenreName"/>).
    /// </summary>
    /// <param name="path">
    /// A folder of genre folders, possibly nested a level or two deeper; a <c>.tar.gz</c> or <c>.zip</c> of one; a manifest <c>.csv</c>; or
    /// the folder or the <c>tracks.csv</c> of FMA.
    /// </param>
    /// <param name="cancellationToken">Checked between files.</param>
    /// <exception cref="DatasetException">The dataset does not exist, is damaged, or has fewer than two genres.</exception>
    public static TrackLibrary Open(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OpenLayout(DatasetLayout.At(path), path, cancellationToken);
    }

    /// <summary>Lists files as a dataset. The folders below the common folder of the files are the genres.</summary>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="files">Paths of existing files, at least one; files without an audio extension are left out.</param>
    /// <param name="cancellationToken">Checked between files.</param>
    /// <exception cref="DatasetException">The files have fewer than two genres.</exception>
    internal static TrackLibrary OpenFiles(string name, IReadOnlyList<string> files, CancellationToken cancellationToken) =>
        OpenLayout(new GenreFolders(new ListedFiles(name, files)), name, cancellationToken);

    private static TrackLibrary OpenLayout(DatasetLayout layout, string path, CancellationToken cancellationToken)
    {
        TrackLibrary library = List(layout, out IReadOnlyList<string> oddities, cancellationToken);
        // The missing genre may be a folder that was left out, or one that was merged as a spelling of another genre.
        string oddity = oddities.Count == 0 ? string.Empty : $" ({oddities[0].TrimEnd('.')})";
        return library.Genres.Count switch
        {
            0 => throw new DatasetException($"{path} contains no tracks of any genre{oddity}: {layout.Advice}."),
            1 => throw new DatasetException($"{path} contains only the genre {library.Genres[0]}, but a classifier needs at least two{oddity}: {layout.Advice}."),
            _ => library,
        };
    }

    /// <summary>
    /// Lists audio without genres: all tracks have the genre <see cref="UnlabelledGenre"/>. Training can use such clips only with the
    /// predictions of a teacher model.
    /// </summary>
    /// <param name="path">
    /// A folder of audio files in any layout, a <c>.tar.gz</c> or <c>.zip</c> of one, or a manifest <c>.csv</c> with the column
    /// <c>path</c>.
    /// </param>
    /// <param name="cancellationToken">Checked between files.</param>
    /// <exception cref="DatasetException">There is no audio, or it cannot be read.</exception>
    public static TrackLibrary OpenUnlabelled(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var layout = DatasetLayout.Unlabelled(path);
        TrackLibrary library = List(layout, out _, cancellationToken);
        return library.Tracks.Count > 0 ? library : throw new DatasetException($"{path} contains no audio files: {layout.Advice}.");
    }

    /// <summary>Returns the dataset without the files whose content is in a given set, such as that of the training dataset.</summary>
    /// <param name="contents">Content addresses: see <see cref="Track.Content"/>.</param>
    /// <returns>A library with another fingerprint, which may be empty; this library if no file is left out.</returns>
    public TrackLibrary ExcludingContentHashes(IReadOnlySet<string> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        Track[] rest = [.. Tracks.Where(t => !contents.Contains(t.Content))];
        if (rest.Length == Tracks.Count)
        {
            return this;
        }

        string left = string.Join('\n', Tracks.Where(t => contents.Contains(t.Content)).Select(t => t.Id));
        return new TrackLibrary(
            Name, _source, rest, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Fingerprint} without\n{left}"))), Warnings);
    }

    private static TrackLibrary List(DatasetLayout layout, out IReadOnlyList<string> oddities, CancellationToken cancellationToken)
    {
        DatasetListing listing = layout.List(cancellationToken);
        IReadOnlyDictionary<string, string> names = GenreName.Choose(listing.Tracks.Select(t => t.Track.Genre));
        ListedTrack[] listed = [.. listing.Tracks.OrderBy(t => t.Track.Id, StringComparer.Ordinal)
            .Select(t => t with { Track = t.Track with { Genre = names[t.Track.Genre], Content = AddressOf(t) } })];
        IReadOnlyList<string> groups = GroupName.Unified([.. listed.Select(t => t.Track.Group)]);
        listed = [.. listed.Select((t, i) => t with { Track = t.Track with { Group = groups[i] } })];

        string[] merged = [.. Merged(names)];
        oddities = [.. merged, .. listing.Warnings];
        return new TrackLibrary(layout.Name, layout.Source, [.. listed.Select(t => t.Track)], Hash(listed), [.. listing.Warnings, .. merged]);
    }

    /// <summary>
    /// Returns the dataset without the tracks of a list. If any track is removed, the fingerprint changes, so that caches of the complete
    /// dataset are not used for the rest.
    /// </summary>
    /// <param name="quarantine">The list; tracks that are not in the dataset are ignored with a warning.</param>
    /// <exception cref="DatasetException">A genre would have no track left.</exception>
    public TrackLibrary Without(Quarantine quarantine)
    {
        ArgumentNullException.ThrowIfNull(quarantine);
        var listed = quarantine.For(Tracks.Select(t => t.Id)).Tracks.Select(t => t.Track).ToHashSet(StringComparer.Ordinal);
        ILookup<bool, Track> isListed = Tracks.ToLookup(t => listed.Contains(t.Id));
        string[] left = [.. isListed[true].Select(t => t.Id)];
        string? empty = Genres.FirstOrDefault(genre => !isListed[false].Any(t => t.Genre == genre));
        if (empty is not null)
        {
            throw new DatasetException($"All tracks of the genre {empty} in {Name} are quarantined: replace the files, or remove their lines from the list.");
        }

        List<string> warnings = [.. Warnings];
        if (left.Length > 0)
        {
            warnings.Add($"{left.Length} of {Plural.Of(Tracks.Count, "track")} {Plural.Choose(left.Length, "is", "are")} quarantined and left out{(left.Length > 3 ? ", for example " : ": ")}{string.Join(", ", left.Take(3))}.");
        }

        if (left.Length < listed.Count)
        {
            warnings.Add($"{Plural.Of(listed.Count - left.Length, "quarantined track is", "quarantined tracks are")} not in {Name}, for example {listed.Except(left).Min(StringComparer.Ordinal)}.");
        }

        string fingerprint = left.Length == 0
            ? Fingerprint
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Fingerprint} without\n{string.Join('\n', left)}")));
        return new TrackLibrary(Name, _source, [.. isListed[false]], fingerprint, warnings);
    }

    /// <summary>
    /// Returns the dataset with additional groups; groups that share a track are merged. The fingerprint of the content does not
    /// change.
    /// </summary>
    /// <param name="groups">The groups; tracks that are not in the dataset are ignored with a warning.</param>
    public TrackLibrary With(TrackGroups groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        groups = groups.For(Tracks.Select(t => t.Id));
        TrackGroups all = groups.With(Tracks.Select(t => (t.Id, t.Group)));
        string? unknown = groups.UnknownIn(Tracks.Select(t => t.Id), Name);
        return new TrackLibrary(
            Name, _source, [.. Tracks.Select(t => t with { Group = all.GroupOf(t.Id) })], Fingerprint, unknown is null ? Warnings : [.. Warnings, unknown]);
    }

    /// <summary>Returns the path of a track's audio for use in messages.</summary>
    /// <param name="track">One of <see cref="Tracks"/>.</param>
    public string PathOf(Track track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return _source.PathOf(track.RelativePath);
    }

    /// <summary>Returns all tracks with functions that open their audio, in the order in which they can be read fastest.</summary>
    public IEnumerable<TrackAudio> ReadAll() => Read(Tracks);

    /// <summary>Returns some tracks with functions that open their audio, in the order in which they can be read fastest.</summary>
    /// <param name="tracks">Some of <see cref="Tracks"/>.</param>
    public IEnumerable<TrackAudio> Read(IEnumerable<Track> tracks)
    {
        var byPath = tracks.ToDictionary(t => t.RelativePath, StringComparer.Ordinal);
        if (byPath.Count == 0)
        {
            yield break;
        }

        foreach ((string path, Func<Audio.AudioReader> open) in _source.Read(byPath.Keys.ToHashSet(StringComparer.Ordinal)))
        {
            yield return new TrackAudio(byPath[path], open);
        }
    }

    /// <summary>Returns a warning for each genre that has several spellings.</summary>
    internal static IEnumerable<string> Merged(IReadOnlyDictionary<string, string> names) => names
        .GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal)
        .Where(genre => genre.Skip(1).Any())
        .OrderBy(genre => genre.Key, StringComparer.Ordinal)
        .Select(genre => $"{string.Join(", ", genre.Order(StringComparer.Ordinal))} are spellings of one genre and are combined as {genre.Key}.");

    /// <summary>Returns whether the content of a track could not be read when the dataset was listed.</summary>
    internal static bool IsUnread(Track track) => track.Content.StartsWith(Unread, StringComparison.Ordinal);

    // A file that cannot be read gets an address that equals no other.
    private static string AddressOf(ListedTrack track) => track.Hash.Length > 0 ? Convert.ToHexStringLower(track.Hash) : $"{Unread}{track.Track.Id}";

    private static string Hash(IReadOnlyList<ListedTrack> tracks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((Track track, byte[] content) in tracks)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{track.Id}\0{track.Genre}\0{track.Group}\0{track.Part}\0{Convert.ToHexString(content)}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
