namespace GenreNet.Core.Datasets;

/// <summary>Looks up how folders spell the names of their files. Remembers folders.</summary>
internal sealed class DiskNames
{
    private readonly Dictionary<string, string[]> _folders = new(StringComparer.Ordinal);

    /// <summary>Finds the file that a path means, when accents, and if wanted capitals, may be written another way.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="parts">Names of folders, and of the file at last.</param>
    /// <param name="ignoreCase">Whether capitals do not matter.</param>
    /// <returns>The path below the folder as it is spelled there, with forward slashes; null where no file, or more than one, is meant.</returns>
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
