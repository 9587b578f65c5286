using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets.Splits.Lists;

/// <summary>Finds the track that a line of a list means: with or without its extension, with more leading folders than the id, or with fewer.</summary>
internal sealed class TrackMatcher
{
    private readonly ILookup<string, string> _byName;
    private readonly ILookup<string, string> _byEnd;

    /// <summary>Prepares for a dataset.</summary>
    /// <param name="ids">Ids of its tracks.</param>
    public TrackMatcher(IEnumerable<string> ids)
    {
        (string Name, string Id)[] names = [.. ids.SelectMany(id => Names(id).Select(name => (name, id)))];
        _byName = names.ToLookup(n => n.Name, n => n.Id, StringComparer.Ordinal);
        _byEnd = names.SelectMany(n => Ends(n.Name).Select(end => (end, n.Id))).ToLookup(e => e.end, e => e.Id, StringComparer.Ordinal);
    }

    /// <summary>The tracks that a line may mean: none, one, or several where it says too little.</summary>
    /// <param name="line">A path with slashes or backslashes.</param>
    public IReadOnlyList<string> Find(string line)
    {
        string path = line.Replace('\\', '/');
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        string[] names = [.. Names(path)];
        return names.Select(name => _byName[name])
            .Concat(names.SelectMany(Ends).Select(end => _byName[end]))
            .Concat(names.Select(name => _byEnd[name]))
            .Select(found => found.Distinct(StringComparer.Ordinal).ToArray())
            .FirstOrDefault(found => found.Length > 0) ?? [];
    }

    /// <summary>A path as it is, and without an extension of audio: what stands behind the dot of <c>blues.00029</c> is none.</summary>
    private static IEnumerable<string> Names(string path) => AudioFile.HasAudioExtension(path)
        ? [path, path[..^Path.GetExtension(path).Length]]
        : [path];

    /// <summary>What is left of a path without one leading folder, without two, and so on.</summary>
    private static IEnumerable<string> Ends(string path)
    {
        for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[(slash + 1)..];
        }
    }
}
