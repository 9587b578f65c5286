namespace GenreNet.Packages.Tests.Support;

/// <summary>The package of the command, and the command installed from it.</summary>
public sealed class ToolPackage : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ToolPackage(Feed feed)
    {
        Assert.SkipUnless(Feed.Rid is "linux-x64" or "win-x64" or "osx-arm64", $"libtorch has no library for {Feed.Rid}");
        feed.Pack("GenreNet.Training");
        Installed = _folder.File("tools");
        Tool.Dotnet(_folder.Path, Environment, "tool", "install", "genrenet", "--tool-path", Installed, "--source", feed.Packages, "--prerelease");
    }

    /// <summary>The folder of the installed command.</summary>
    public string Installed { get; }

    /// <summary>Tools of a manifest, and those that run without being installed, are unpacked into a cache: one that ends with the tests.</summary>
    public Dictionary<string, string> Environment => new() { ["NUGET_PACKAGES"] = _folder.File("cache") };

    /// <summary>A folder of its own for a test.</summary>
    public string Folder(string name) => Directory.CreateDirectory(_folder.File(name)).FullName;

    /// <summary>Runs the installed command.</summary>
    internal ToolResult Run(string folder, params string[] arguments) =>
        Tool.Run(folder, Path.Combine(Installed, OperatingSystem.IsWindows() ? "genrenet.exe" : "genrenet"), arguments);

    public void Dispose() => _folder.Dispose();
}
