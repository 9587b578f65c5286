using System.IO.Enumeration;

namespace GenreNet.Training.Cli;

/// <summary>
/// Finds the files and folders that match a pattern: <c>*</c> matches any part of a name, <c>?</c> one character, and the name <c>**</c>
/// any number of nested folders. For shells that do not expand patterns, and for patterns in quotes.
/// </summary>
/// <remarks>Brackets have no meaning, because names such as <c>song [live].mp3</c> are common. Hidden entries match only names that begin
/// with a dot. Links to folders are not followed by <c>**</c>.</remarks>
internal sealed class GlobPattern
{
    private const string AnyDepth = "**";

    private static readonly EnumerationOptions Entries = new() { AttributesToSkip = 0, IgnoreInaccessible = false };
    private static readonly bool IgnoresCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    private readonly string[] _names;
    private readonly int _fixed;

    /// <summary>Parses a pattern.</summary>
    /// <param name="pattern">The pattern, relative to the current folder or absolute.</param>
    public GlobPattern(string pattern)
    {
        string root = Path.GetPathRoot(pattern) ?? string.Empty;
        _names = pattern[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        _fixed = Math.Min(_names.TakeWhile(name => !IsPattern(name)).Count(), _names.Length - 1);
        Start = Path.Combine([root, .. _names[.._fixed]]);
    }

    /// <summary>Gets the folder before the first name with a wildcard; <c>.</c> for the current folder.</summary>
    public string Folder => Start.Length == 0 ? "." : Start;

    /// <summary>Gets whether the pattern ends in an extension without a wildcard, such as <c>*.mp3</c>.</summary>
    public bool NamesExtension => Path.GetExtension(_names[^1]) is { Length: > 1 } extension && !IsPattern(extension);

    private string Start { get; }

    /// <summary>Returns whether a text contains a wildcard.</summary>
    /// <param name="text">A path or a name.</param>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Returns the matching files and folders, sorted ordinally.</summary>
    /// <param name="problems">Receives a sentence for each folder that cannot be read.</param>
    public IReadOnlyList<string> Find(ICollection<string> problems)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        Match(Start, _fixed, found, problems);
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private void Match(string folder, int index, HashSet<string> found, ICollection<string> problems)
    {
        bool isLast = index == _names.Length - 1;
        string name = _names[index];
        if (name == AnyDepth)
        {
            IReadOnlyList<FileSystemInfo> entries = List(folder, "*", problems);
            if (isLast)
            {
                found.UnionWith(entries.OfType<FileInfo>().Select(file => Path.Combine(folder, file.Name)));
            }
            else
            {
                Match(folder, index + 1, found, problems);
            }

            foreach (DirectoryInfo inner in entries.OfType<DirectoryInfo>().Where(inner => !inner.Attributes.HasFlag(FileAttributes.ReparsePoint)))
            {
                Match(Path.Combine(folder, inner.Name), index, found, problems);
            }

            return;
        }

        foreach (string match in IsPattern(name) ? List(folder, name, problems).Select(entry => Path.Combine(folder, entry.Name)) : [Path.Combine(folder, name)])
        {
            if (isLast && Path.Exists(match))
            {
                found.Add(match);
            }
            else if (!isLast && Directory.Exists(match))
            {
                Match(match, index + 1, found, problems);
            }
        }
    }

    private static IReadOnlyList<FileSystemInfo> List(string folder, string name, ICollection<string> problems)
    {
        var place = new DirectoryInfo(folder.Length == 0 ? "." : folder);
        try
        {
            return place.Exists
                ? [.. place.EnumerateFileSystemInfos("*", Entries).Where(entry =>
                    FileSystemName.MatchesSimpleExpression(name, entry.Name, IgnoresCase) && (name[0] == '.' || entry.Name[0] != '.'))]
                : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The folder {folder} cannot be read ({problem.Message.TrimEnd('.')}). Check its permissions.");
            return [];
        }
    }
}
