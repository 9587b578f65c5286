using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Finds the track that a line of a list refers to, with or without an extension, and with more or fewer leading folders than the id.
/// </summary>
internal sealed class TrackMatcher
{
    private readonly PathIndex _exact;
    private readonly Lazy<PathIndex> _decomposed;

    /// <summary>Creates a matcher for a dataset.</summary>
    /// <param name="ids">Ids of the tracks.</param>
    public TrackMatcher(IEnumerable<string> ids)
    {
        string[] all = [.. ids];
        _exact = new PathIndex(all, name => name);
        _decomposed = new(() => new PathIndex(all, CanonicalText.Decompose));
    }

    /// <summary>Returns the tracks that a line may refer to: none, one, or several if the line is ambiguous.</summary>
    /// <param name="line">
    /// A path with slashes or backslashes. An exact match takes precedence; a match that differs in how accents are encoded comes last.
    /// </param>
    public IReadOnlyList<string> Find(string line)
    {
        string[] spellings = [.. new[] { line, line.Trim(), line.Trim().Replace('\\', '/') }.Distinct(StringComparer.Ordinal).Select(WithoutDot)];
        return spellings.Select(_exact.Find)
            .Concat(spellings.Where(path => !System.Text.Ascii.IsValid(path)).Select(path => _decomposed.Value.Find(CanonicalText.Decompose(path))))
            .FirstOrDefault(found => found.Length > 0) ?? [];
    }

    private static string WithoutDot(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    /// <summary>
    /// Returns a path and, if it has an audio extension, the path without it; the number in <c>blues.00029</c> is not an extension.
    /// </summary>
    private static IEnumerable<string> Names(string path) => AudioFile.HasAudioExtension(path)
        ? [path, path[..^Path.GetExtension(path).Length]]
        : [path];

    /// <summary>Returns what remains of a path after removing one leading folder, two, and so on.</summary>
    private static IEnumerable<string> Ends(string path)
    {
        for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[(slash + 1)..];
        }
    }

    /// <summary>Indexes ids by their names and by the ends of their names.</summary>
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
