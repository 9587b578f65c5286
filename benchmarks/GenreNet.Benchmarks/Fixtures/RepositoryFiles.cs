namespace GenreNet.Benchmarks.Fixtures;

/// <summary>Finds files of the repository in which this program was built, independent of the current folder.</summary>
internal static class RepositoryFiles
{
    /// <summary>Returns the path of a file.</summary>
    /// <param name="relativePath">Path below the root, with forward slashes.</param>
    /// <exception cref="FileNotFoundException">The program is not in a checkout of the repository, or the file is missing.</exception>
    public static string Find(string relativePath)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, relativePath);
            if (File.Exists(Path.Combine(folder.FullName, "GenreNet.sln")) && File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException(
            $"{relativePath} was not found above {AppContext.BaseDirectory}: build and run the benchmarks in a checkout of the repository.", relativePath);
    }
}
