namespace GenreNet.Tests.Support;

/// <summary>The folder that holds the solution, found from where the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "GenreNet.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("GenreNet.sln was not found above the tests.");
        }

        return folder;
    }
}
