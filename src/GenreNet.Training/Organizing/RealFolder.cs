namespace GenreNet.Training.Organizing;

/// <summary>Computes relative paths that the system resolves correctly although folders may be symbolic links.</summary>
internal static class RealFolder
{
    private const int MostLinks = 40;

    /// <summary>Returns the path of a folder without symbolic links.</summary>
    /// <param name="folder">The folder; its last parts may not exist.</param>
    public static string Of(string folder)
    {
        string full = Path.GetFullPath(folder);
        string path = Path.GetPathRoot(full)!;
        int links = 0;
        var parts = new Stack<string>(Parts(full).Reverse());
        while (parts.TryPop(out string? part))
        {
            string next = Path.Combine(path, part);
            if (links < MostLinks && new DirectoryInfo(next).LinkTarget is { } target)
            {
                links++;
                string absolute = Path.GetFullPath(target, path);
                path = Path.GetPathRoot(absolute)!;
                foreach (string piece in Parts(absolute).Reverse())
                {
                    parts.Push(piece);
                }
            }
            else
            {
                path = next;
            }
        }

        return path;
    }

    /// <summary>Returns the path of a file relative to a folder without symbolic links, with slashes; absolute on another drive.</summary>
    /// <param name="realFolder">The folder, as returned by <see cref="Of"/>.</param>
    /// <param name="file">The file.</param>
    public static string Relative(string realFolder, string file) =>
        Path.GetRelativePath(realFolder, Path.GetFullPath(file)).Replace(Path.DirectorySeparatorChar, '/');

    private static string[] Parts(string path) => path[Path.GetPathRoot(path)!.Length..].Split(
        [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
