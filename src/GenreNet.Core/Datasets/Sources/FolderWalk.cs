using System.IO.Enumeration;

namespace GenreNet.Core.Datasets;

/// <summary>Lists the files below a folder, and what it could not look into.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderWalk(string folder)
{
    // Deep enough for GENRE/artist/album/disc, and an end to links that lead in circles.
    private const int DeepestLevel = 8;

    // What .NET puts in the place of bytes that are not UTF-8; the result is the name of another file, or of none.
    private const char Replacement = '\uFFFD';

    private readonly SortedSet<string> _unopenable = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _tooDeep = new(StringComparer.Ordinal);

    /// <summary>Paths whose names are not valid UTF-8, with U+FFFD for the bytes that are not.</summary>
    public IReadOnlyList<string> Unopenable => [.. _unopenable];

    /// <summary>Folders that were not looked into.</summary>
    public IReadOnlyList<string> TooDeep => [.. _tooDeep];

    /// <summary>Lists the files that are not hidden.</summary>
    /// <returns>Paths below the folder, with forward slashes; each once.</returns>
    public string[] Run()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestLevel, IgnoreInaccessible = false };
        var entries = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => Relative(ref entry), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => IsFile(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !LeadsUp(entry.ToFullPath(), entry.Attributes),
        };
        // Two names that are not UTF-8 can look like one.
        return [.. entries.Distinct(StringComparer.Ordinal)];
    }

    // A link to a parent folder would list every track again, under other genres.
    private static bool LeadsUp(string path, FileAttributes attributes) => attributes.HasFlag(FileAttributes.ReparsePoint)
        && Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target
        && path.StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A backslash separates folders on Windows only: elsewhere it is a character of the name.
    private string Relative(ref FileSystemEntry entry) =>
        Path.GetRelativePath(folder, entry.ToSpecifiedFullPath()).Replace(Path.DirectorySeparatorChar, '/');

    private bool IsFile(ref FileSystemEntry entry)
    {
        if (entry.FileName.Contains(Replacement) && !IsThere(entry.ToFullPath()))
        {
            _unopenable.Add(Relative(ref entry));
            return false;
        }

        if (entry.IsDirectory && Relative(ref entry).Count(c => c == '/') >= DeepestLevel)
        {
            _tooDeep.Add(Relative(ref entry));
        }

        return !entry.IsDirectory;
    }

    // Of the entry itself and not of what a link leads to.
    private static bool IsThere(string path) => (int)new FileInfo(path).Attributes != -1;
}
