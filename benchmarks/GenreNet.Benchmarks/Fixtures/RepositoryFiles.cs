namespace GenreNet.Benchmarks.Fixtures;

/// <summary>Files of the repository that this program was built in, wherever it is started.</summary>
internal static class RepositoryFiles
{
    /// <summary>Finds a file.</summary>
    /// <param name="relativePath">Path below the root, with forward slashes.</param>
    /// <exception cref="FileNotFoundException">The program does not lie in a checkout of the repository, or the file is missing there.</exception>
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
