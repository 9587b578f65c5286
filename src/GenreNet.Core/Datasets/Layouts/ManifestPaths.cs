namespace GenreNet.Core.Datasets;

/// <summary>
/// Resolves the paths of a manifest: relative to its folder or absolute, but always below it, even after links are followed.
/// </summary>
internal sealed class ManifestPaths
{
    private readonly RealPaths _real = new();
    private readonly DiskNames _disk = new();
    private readonly string _folder;
    private readonly string _realFolder;

    /// <summary>Creates a resolver.</summary>
    /// <param name="folder">The manifest's folder.</param>
    public ManifestPaths(string folder)
    {
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _realFolder = _real.Of(_folder);
    }

    /// <summary>Returns the path below the folder, with forward slashes and without <c>.</c> and <c>..</c>.</summary>
    /// <param name="path">
    /// The path as written in the manifest. If no file has exactly that name, leading and trailing spaces are ignored, a backslash counts
    /// as a folder separator, and accents may be written the other way (<see cref="CanonicalText"/>).
    /// </param>
    /// <param name="problem">The reason for rejecting the path, as in "line 3 leads ...", or null.</param>
    public string Below(string path, out string? problem)
    {
        problem = null;
        try
        {
            string full = Resolve(path);
            path = path.Trim();
            string real = _real.Of(full);
            if (!IsBelow(real, _realFolder))
            {
                problem = $"names {path}, which is outside the manifest's folder: move the file or the manifest";
            }
            else if (Directory.Exists(real))
            {
                problem = $"names {path}, which is a folder: list the audio files in it";
            }

            string relative = IsBelow(full, _folder) ? Path.GetRelativePath(_folder, full) : Path.GetRelativePath(_realFolder, real);
            return relative.Replace(Path.DirectorySeparatorChar, '/');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = $"names {path}, which cannot be accessed ({failure.Message.TrimEnd('.')}): correct the path";
            return path;
        }
    }

    /// <summary>Returns a path below the folder as it is spelled on disk, for file systems that accept several spellings.</summary>
    /// <param name="relative">A relative path with forward slashes.</param>
    public string OnDisk(string relative) => _disk.Find(_folder, relative.Split('/'), ignoreCase: true) ?? relative;

    private string Resolve(string path)
    {
        string trimmed = path.Trim();
        string[] spellings = [path, trimmed, path.Replace('\\', '/'), trimmed.Replace('\\', '/')];
        string[] full = [.. spellings.Select(spelling => Path.GetFullPath(Path.Combine(_folder, spelling)))];
        if (full.FirstOrDefault(Path.Exists) is { } there)
        {
            return there;
        }

        string last = full[^1];
        string[] parts = Path.GetRelativePath(_folder, last).Split(Path.DirectorySeparatorChar);
        return IsBelow(last, _folder) && _disk.Find(_folder, parts, ignoreCase: false) is { } other
            ? Path.Combine(_folder, other)
            : last;
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || (folder == Path.GetPathRoot(folder) && path.Length > folder.Length);
}
