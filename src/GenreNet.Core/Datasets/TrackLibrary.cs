using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.Datasets.Checking.Lists;
using GenreNet.Core.Datasets.Sources;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets;

/// <summary>The tracks of a dataset, in a folder of genre folders or a <c>.tar.gz</c> of one. Immutable.</summary>
public sealed class TrackLibrary
{
    private readonly DatasetSource _source;

    private TrackLibrary(DatasetSource source, IReadOnlyList<Track> tracks, string fingerprint, IReadOnlyList<string> warnings)
    {
        _source = source;
        Tracks = tracks;
        Genres = [.. tracks.Select(t => t.Genre).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Fingerprint = fingerprint;
        Warnings = warnings;
    }

    /// <summary>Name of the folder or archive, without its path and extension.</summary>
    public string Name => _source.Name;

    /// <summary>All tracks, sorted ordinally by id.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>The genres, sorted ordinally: a label is an index into this list.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>Hash of all ids and contents, in hexadecimal: the same for a folder and an archive of it.</summary>
    public string Fingerprint { get; }

    /// <summary>What was odd about the layout, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Lists a dataset and hashes its content; no audio is decoded yet.</summary>
    /// <param name="path">A folder of genre folders, also a level or two further down, or a <c>.tar.gz</c> of one.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="DatasetException">There is no such dataset, it is damaged, or it has fewer than two genres.</exception>
    public static TrackLibrary Open(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = DatasetSource.At(path);
        IReadOnlyList<SourceFile> files = source.List(TrackLayout.IsAudio, cancellationToken);
        string root = TrackLayout.FindRoot([.. files.Select(f => f.RelativePath)]);
        ILookup<bool, SourceFile> isInGenre = files.ToLookup(
            f => f.RelativePath.StartsWith(root, StringComparison.Ordinal) && f.RelativePath.AsSpan(root.Length).Contains('/'));
        SourceFile[] kept = [.. isInGenre[true].OrderBy(f => f.RelativePath, StringComparer.Ordinal)];
        Track[] tracks = [.. TracksOf(kept, root).OrderBy(t => t.Id, StringComparer.Ordinal)];

        var library = new TrackLibrary(source, tracks, Hash(kept, root), [.. isInGenre[false].Select(f => f.RelativePath).Order(StringComparer.Ordinal)
            .Select(stray => $"{stray} lies in no genre folder and is left out.")]);
        return library.Genres.Count switch
        {
            0 => throw new DatasetException($"{path} holds no audio in genre folders: put the tracks of each genre into a folder of its own, {path}/GENRE/*.wav."),
            1 => throw new DatasetException($"{path} holds a single genre, {library.Genres[0]}: a classifier needs two genre folders or more."),
            _ => library,
        };
    }

    /// <summary>The dataset without the tracks of a list. Another fingerprint, if it holds one of them: caches of the whole dataset are not those of the rest.</summary>
    /// <param name="quarantine">The list; tracks that are not in the dataset are passed over with a warning.</param>
    /// <exception cref="DatasetException">A genre would be left without a track.</exception>
    public TrackLibrary Without(Quarantine quarantine)
    {
        ArgumentNullException.ThrowIfNull(quarantine);
        var listed = quarantine.Tracks.Select(t => t.Track).ToHashSet(StringComparer.Ordinal);
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
        return new TrackLibrary(_source, [.. isListed[false]], fingerprint, warnings);
    }

    /// <summary>The dataset with more groups beside its own; groups that share a track become one. The fingerprint is that of the content and stays.</summary>
    /// <param name="groups">The groups; tracks that are not in the dataset are passed over with a warning.</param>
    public TrackLibrary With(TrackGroups groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        TrackGroups all = groups.With(Tracks.Select(t => (t.Id, t.Group)));
        string? unknown = groups.UnknownIn(Tracks.Select(t => t.Id), Name);
        return new TrackLibrary(
            _source, [.. Tracks.Select(t => t with { Group = all.GroupOf(t.Id) })], Fingerprint, unknown is null ? Warnings : [.. Warnings, unknown]);
    }

    /// <summary>What messages about a track's audio call it.</summary>
    /// <param name="track">One of <see cref="Tracks"/>.</param>
    public string PathOf(Track track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return _source.PathOf(track.RelativePath);
    }

    /// <summary>Ways to the audio of all tracks, in the order in which they are read fastest.</summary>
    public IEnumerable<TrackAudio> ReadAll()
    {
        var byPath = Tracks.ToDictionary(t => t.RelativePath, StringComparer.Ordinal);
        foreach ((string path, Func<Audio.AudioReader> open) in _source.Read(byPath.Keys.ToHashSet(StringComparer.Ordinal)))
        {
            yield return new TrackAudio(byPath[path], open);
        }
    }

    private static IEnumerable<Track> TracksOf(IReadOnlyList<SourceFile> files, string root)
    {
        ILookup<string, SourceFile> byId = files.ToLookup(f => WithoutExtension(f.RelativePath[root.Length..]), StringComparer.Ordinal);
        foreach (IGrouping<string, SourceFile> group in byId)
        {
            foreach (SourceFile file in group)
            {
                // song.wav and song.flac in one folder keep their extensions, or they would be one track.
                string inside = file.RelativePath[root.Length..];
                string id = group.Skip(1).Any() ? inside : group.Key;
                yield return new Track(id, inside[..inside.IndexOf('/')], file.RelativePath, file.Length);
            }
        }
    }

    private static string WithoutExtension(string path) => path[..^Path.GetExtension(path).Length];

    private static string Hash(IReadOnlyList<SourceFile> files, string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SourceFile file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.RelativePath[root.Length..]}\n"));
            hash.AppendData(file.Hash);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
