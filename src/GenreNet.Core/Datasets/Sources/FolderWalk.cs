using System.IO.Enumeration;

namespace GenreNet.Core.Datasets;

/// <summary>Lists the files below a folder, and the entries that it could not open.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderWalk(string folder)
{
    // Deep enough for GENRE/artist/album/disc, and a limit for circular links.
    private const int DeepestLevel = 8;

    // .NET substitutes this character for bytes that are not UTF-8; the resulting name belongs to another file, or to none.
    private const char Replacement = '\uFFFD';

    private readonly SortedSet<string> _unopenable = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _tooDeep = new(StringComparer.Ordinal);

    /// <summary>Gets the paths whose names are not valid UTF-8, with U+FFFD in place of the invalid bytes.</summary>
    public IReadOnlyList<string> Unopenable => [.. _unopenable];

    /// <summary>Gets the folders that were not searched because they are too deep.</summary>
    public IReadOnlyList<string> TooDeep => [.. _tooDeep];

    /// <summary>Lists the files that are not hidden.</summary>
    /// <returns>Distinct paths below the folder, with forward slashes.</returns>
    public string[] Run()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestLevel, IgnoreInaccessible = false };
        var entries = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => Relative(ref entry), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => IsFile(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !LeadsUp(entry.ToFullPath(), entry.Attributes),
        };
        // Two names that are not UTF-8 can look the same.
        return [.. entries.Distinct(StringComparer.Ordinal)];
    }

    // A link to a parent folder would list every track again, under other genres.
    private static bool LeadsUp(string path, FileAttributes attributes) => attributes.HasFlag(FileAttributes.ReparsePoint)
        && Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target
        && path.StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // Only on Windows does a backslash separate folders; elsewhere it is part of the name.
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

    // Checks the entry itself rather than the target of a link.
    private static bool IsThere(string path) => (int)new FileInfo(path).Attributes != -1;
}
