namespace GenreNet.Benchmarks.Fixtures;

/// <summary>Represents a temporary folder for the files of a run, which is deleted with its content on disposal.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("genrenet-benchmarks-").FullName;

    /// <summary>Gets the path of a file in the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
