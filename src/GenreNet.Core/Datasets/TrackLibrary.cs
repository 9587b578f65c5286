using System.Security.Cryptography;
using System.Text;

namespace GenreNet.Core.Datasets;

/// <summary>The tracks of a dataset: a folder of genre folders, an archive of one, a manifest, or a folder of FMA. Immutable.</summary>
public sealed class TrackLibrary
{
    /// <summary>The genre of all tracks of a library without genres.</summary>
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

    /// <summary>Name of the folder, archive or manifest, without its path and extension.</summary>
    public string Name { get; }

    /// <summary>All tracks, sorted ordinally by id.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>The genres, sorted ordinally: a label is an index into this list.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>Hash of all ids, genres, groups, parts and contents, in hexadecimal: the same for a folder, an archive of it, and a manifest that says the same.</summary>
    public string Fingerprint { get; }

    /// <summary>What was odd about the layout, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Lists a dataset and hashes its content; no audio is decoded yet. Genres that differ in spelling only are one (<see cref="GenreName"/>).</summary>
    /// <param name="path">
    /// A folder of genre folders, also a level or two further down, a <c>.tar.gz</c> or <c>.zip</c> of one, a manifest <c>.csv</c>, or the folder
    /// or the <c>tracks.csv</c> of FMA.
    /// </param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="DatasetException">There is no such dataset, it is damaged, or it has fewer than two genres.</exception>
    public static TrackLibrary Open(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var layout = DatasetLayout.At(path);
        TrackLibrary library = List(layout, out IReadOnlyList<string> oddities, cancellationToken);
        // A folder that was left out, or merged as a spelling of another genre, may be the missing genre.
        string oddity = oddities.Count == 0 ? string.Empty : $" ({oddities[0].TrimEnd('.')})";
        return library.Genres.Count switch
        {
            0 => throw new DatasetException($"{path} holds no track of any genre{oddity}: {layout.Advice}."),
            1 => throw new DatasetException($"{path} holds a single genre, {library.Genres[0]}, and a classifier needs two or more{oddity}: {layout.Advice}."),
            _ => library,
        };
    }

    /// <summary>Lists audio without genres: all tracks are of <see cref="UnlabelledGenre"/>. Only a teacher's answers give such clips a meaning in training.</summary>
    /// <param name="path">A folder of audio files in any layout, a <c>.tar.gz</c> or <c>.zip</c> of one, or a manifest <c>.csv</c> with the column <c>path</c>.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="DatasetException">There is no audio, or it cannot be read.</exception>
    public static TrackLibrary OpenUnlabelled(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var layout = DatasetLayout.Unlabelled(path);
        TrackLibrary library = List(layout, out _, cancellationToken);
        return library.Tracks.Count > 0 ? library : throw new DatasetException($"{path} holds no audio file: {layout.Advice}.");
    }

    /// <summary>Returns the dataset without the files whose content is among others, such as those of the dataset that is trained on.</summary>
    /// <param name="contents">Addresses of contents: see <see cref="Track.Content"/>.</param>
    /// <returns>A library with another fingerprint, which may be empty; this one where no file is left out.</returns>
    public TrackLibrary WithoutContents(IReadOnlySet<string> contents)
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

    /// <summary>The dataset without the tracks of a list. Another fingerprint, if it holds one of them: caches of the whole dataset are not those of the rest.</summary>
    /// <param name="quarantine">The list; tracks that are not in the dataset are passed over with a warning.</param>
    /// <exception cref="DatasetException">A genre would be left without a track.</exception>
    public TrackLibrary Without(Quarantine quarantine)
    {
        ArgumentNullException.ThrowIfNull(quarantine);
        var listed = quarantine.For(Tracks.Select(t => t.Id)).Tracks.Select(t => t.Track).ToHashSet(StringComparer.Ordinal);
        ILookup<bool, Track> isListed = Tracks.ToLookup(t => listed.Contains(t.Id));
        string[] left = [.. isListed[true].Select(t => t.Id)];
        string? empty = Genres.FirstOrDefault(genre => !isListed[false].Any(t => t.Genre == genre));
        if (empty is not null)
        {
            throw new DatasetException($"all tracks of the genre {empty} in {Name} are quarantined: replace its files, or take their lines out of the list.");
        }

        List<string> warnings = [.. Warnings];
        if (left.Length > 0)
        {
            warnings.Add($"{left.Length} of {Tracks.Count} tracks are quarantined and left out{(left.Length > 3 ? ", such as " : ": ")}{string.Join(", ", left.Take(3))}.");
        }

        if (left.Length < listed.Count)
        {
            warnings.Add($"{listed.Count - left.Length} quarantined tracks are not in {Name}, such as {listed.Except(left).Min(StringComparer.Ordinal)}.");
        }

        string fingerprint = left.Length == 0
            ? Fingerprint
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Fingerprint} without\n{string.Join('\n', left)}")));
        return new TrackLibrary(Name, _source, [.. isListed[false]], fingerprint, warnings);
    }

    /// <summary>The dataset with more groups beside its own; groups that share a track become one. The fingerprint is that of the content and stays.</summary>
    /// <param name="groups">The groups; tracks that are not in the dataset are passed over with a warning.</param>
    public TrackLibrary With(TrackGroups groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        groups = groups.For(Tracks.Select(t => t.Id));
        TrackGroups all = groups.With(Tracks.Select(t => (t.Id, t.Group)));
        string? unknown = groups.UnknownIn(Tracks.Select(t => t.Id), Name);
        return new TrackLibrary(
            Name, _source, [.. Tracks.Select(t => t with { Group = all.GroupOf(t.Id) })], Fingerprint, unknown is null ? Warnings : [.. Warnings, unknown]);
    }

    /// <summary>What messages about a track's audio call it.</summary>
    /// <param name="track">One of <see cref="Tracks"/>.</param>
    public string PathOf(Track track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return _source.PathOf(track.RelativePath);
    }

    /// <summary>Ways to the audio of all tracks, in the order in which they are read fastest.</summary>
    public IEnumerable<TrackAudio> ReadAll() => Read(Tracks);

    /// <summary>Ways to the audio of some tracks, in the order in which they are read fastest.</summary>
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

    /// <summary>A sentence for each genre that has several spellings.</summary>
    internal static IEnumerable<string> Merged(IReadOnlyDictionary<string, string> names) => names
        .GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal)
        .Where(genre => genre.Skip(1).Any())
        .OrderBy(genre => genre.Key, StringComparer.Ordinal)
        .Select(genre => $"{string.Join(", ", genre.Order(StringComparer.Ordinal))} are spellings of one genre and are taken together as {genre.Key}.");

    /// <summary>Whether the content of a track could not be read when the dataset was listed.</summary>
    internal static bool IsUnread(Track track) => track.Content.StartsWith(Unread, StringComparison.Ordinal);

    // What cannot be read is like nothing else.
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
