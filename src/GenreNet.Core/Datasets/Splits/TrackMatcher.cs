using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>Finds the track that a line of a list means: with or without its extension, with more leading folders than the id, or with fewer.</summary>
internal sealed class TrackMatcher
{
    private readonly PathIndex _exact;
    private readonly Lazy<PathIndex> _decomposed;

    /// <summary>Prepares for a dataset.</summary>
    /// <param name="ids">Ids of its tracks.</param>
    public TrackMatcher(IEnumerable<string> ids)
    {
        string[] all = [.. ids];
        _exact = new PathIndex(all, name => name);
        _decomposed = new(() => new PathIndex(all, CanonicalText.Decompose));
    }

    /// <summary>The tracks that a line may mean: none, one, or several where it says too little.</summary>
    /// <param name="line">A path with slashes or backslashes; a track with that very name comes first, and one with its accents written another way last.</param>
    public IReadOnlyList<string> Find(string line)
    {
        string[] spellings = [.. new[] { line, line.Trim(), line.Trim().Replace('\\', '/') }.Distinct(StringComparer.Ordinal).Select(WithoutDot)];
        return spellings.Select(_exact.Find)
            .Concat(spellings.Where(path => !System.Text.Ascii.IsValid(path)).Select(path => _decomposed.Value.Find(CanonicalText.Decompose(path))))
            .FirstOrDefault(found => found.Length > 0) ?? [];
    }

    private static string WithoutDot(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

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

    /// <summary>Ids by their names and by the ends of those.</summary>
    private sealed class PathIndex
    {
        private readonly ILookup<string, string> _byName;
        private readonly ILookup<string, string> _byEnd;

        public PathIndex(string[] ids, Func<string, string> spell)
        {
            (string Name, string Id)[] names = [.. ids.SelectMany(id => Names(spell(id)).Select(name => (name, id)))];
            _byName = names.ToLookup(n => n.Name, n => n.Id, StringComparer.Ordinal);
            _byEnd = names.SelectMany(n => Ends(n.Name).Select(end => (end, n.Id))).ToLookup(e => e.end, e => e.Id, StringComparer.Ordinal);
        }

        public string[] Find(string path)
        {
            string[] names = [.. Names(path)];
            return names.Select(name => _byName[name])
                .Concat(names.SelectMany(Ends).Select(end => _byName[end]))
                .Concat(names.Select(name => _byEnd[name]))
                .Select(found => found.Distinct(StringComparer.Ordinal).ToArray())
                .FirstOrDefault(found => found.Length > 0) ?? [];
        }
    }
}
