namespace GenreNet.Core.Datasets;

/// <summary>Resolves all symbolic links in paths. Caches the results for folders.</summary>
internal sealed class RealPaths
{
    private const int MostLinks = 40;

    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>Returns the real path; parts that do not exist are kept unchanged.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">The links are circular.</exception>
    public string Of(string path) => Path.GetDirectoryName(path) is { } folder
        ? Follow(OfFolder(folder), [Path.GetFileName(path)])
        : path;

    private string OfFolder(string folder)
    {
        if (!_folders.TryGetValue(folder, out string? real))
        {
            _folders[folder] = real = Of(folder);
        }

        return real;
    }

    private static string Follow(string start, string[] parts)
    {
        string current = start;
        int links = 0;
        var ahead = new Stack<string>(parts.Reverse());
        while (ahead.TryPop(out string? part))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            string next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"The symbolic link {next} is part of a cycle.");
            }

            string root = Path.GetPathRoot(target) ?? string.Empty;
            current = root.Length > 0 ? root : current;
            foreach (string inner in target[root.Length..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Reverse())
            {
                ahead.Push(inner);
            }
        }

        return current;
    }
}
