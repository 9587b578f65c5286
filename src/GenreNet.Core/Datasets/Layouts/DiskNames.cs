namespace GenreNet.Core.Datasets;

/// <summary>Looks up how file names are spelled on disk. Caches the content of folders.</summary>
internal sealed class DiskNames
{
    private readonly Dictionary<string, string[]> _folders = new(StringComparer.Ordinal);

    /// <summary>Finds the file for a path whose accents, and optionally case, may be written differently on disk.</summary>
    /// <param name="folder">Folder in which to begin.</param>
    /// <param name="parts">Names of folders, followed by the name of the file.</param>
    /// <param name="ignoreCase">Whether to ignore case.</param>
    /// <returns>The path below the folder as spelled on disk, with forward slashes; null if no file, or more than one, matches.</returns>
    public string? Find(string folder, string[] parts, bool ignoreCase)
    {
        List<string> found = [];
        string current = folder;
        foreach (string part in parts)
        {
            string key = Key(part, ignoreCase);
            string[] names = Names(current);
            string[] alike = names.Contains(part, StringComparer.Ordinal) ? [part] : [.. names.Where(name => Key(name, ignoreCase) == key)];
            if (alike is not [var only])
            {
                return null;
            }

            found.Add(only);
            current = Path.Combine(current, only);
        }

        return string.Join('/', found);
    }

    private static string Key(string name, bool ignoreCase) =>
        ignoreCase ? CanonicalText.Decompose(name).ToUpperInvariant() : CanonicalText.Decompose(name);

    private string[] Names(string folder)
    {
        if (!_folders.TryGetValue(folder, out string[]? names))
        {
            names = Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))] : [];
            _folders.Add(folder, names);
        }

        return names;
    }
}
