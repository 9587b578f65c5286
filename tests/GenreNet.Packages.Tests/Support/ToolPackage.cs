namespace GenreNet.Packages.Tests.Support;

/// <summary>The tests that share the installed command; packing it takes minutes.</summary>
[CollectionDefinition]
public sealed class ToolUsers : ICollectionFixture<ToolPackage>;

/// <summary>The package of the command, and the command installed from it.</summary>
public sealed class ToolPackage(Feed feed) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder of the installed command.</summary>
    public string Installed => _folder.File("tools");

    /// <summary>Tools of a manifest, and those that run without being installed, are unpacked into a cache: one that ends with the tests.</summary>
    public Dictionary<string, string> Environment => new() { ["NUGET_PACKAGES"] = _folder.File("cache") };

    /// <summary>Packs and installs the command, if no test has done so.</summary>
    public void Install()
    {
        if (!Directory.Exists(Installed))
        {
            feed.Pack("GenreNet.Training");
            string[] source = ["--source", feed.Packages, "--prerelease"];
            Tool.Dotnet(_folder.Path, Environment, ["tool", "install", "genrenet", "--tool-path", Installed, .. source]);
        }
    }

    /// <summary>A folder of its own for a test.</summary>
    public string Folder(string name) => Directory.CreateDirectory(_folder.File(name)).FullName;

    /// <summary>Runs the installed command.</summary>
    internal ToolResult Run(string folder, params string[] arguments) =>
        Tool.Run(folder, Path.Combine(Installed, OperatingSystem.IsWindows() ? "genrenet.exe" : "genrenet"), arguments);

    public void Dispose() => _folder.Dispose();
}
