namespace GenreNet.Core.Datasets;

/// <summary>The paths of a manifest: relative to its folder, or absolute, but always below it, also when links are followed.</summary>
internal sealed class ManifestPaths
{
    private readonly RealPaths _real = new();
    private readonly DiskNames _disk = new();
    private readonly string _folder;
    private readonly string _realFolder;

    /// <summary>Prepares to look at paths.</summary>
    /// <param name="folder">The manifest's folder.</param>
    public ManifestPaths(string folder)
    {
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _realFolder = _real.Of(_folder);
    }

    /// <summary>The path below the folder, with forward slashes and without <c>.</c> and <c>..</c>.</summary>
    /// <param name="path">
    /// As it is written. Where no file has that very name, spaces at the ends are ignored, a backslash separates folders as a slash does, and accents may be
    /// written the other way (<see cref="CanonicalText"/>).
    /// </param>
    /// <param name="problem">Why it is refused, as in "line 3 leads ...", or null.</param>
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
                problem = $"names {path}, which lies outside the manifest's folder: move the file or the manifest";
            }
            else if (Directory.Exists(real))
            {
                problem = $"names {path}, which is a folder: name the audio files in it";
            }

            string relative = IsBelow(full, _folder) ? Path.GetRelativePath(_folder, full) : Path.GetRelativePath(_realFolder, real);
            return relative.Replace(Path.DirectorySeparatorChar, '/');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = $"names {path}, which cannot be looked at ({failure.Message.TrimEnd('.')}): mend the path";
            return path;
        }
    }

    /// <summary>A path below the folder as the folders themselves spell it, for file systems that take more than one spelling.</summary>
    /// <param name="relative">A path with forward slashes.</param>
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
