using System.IO.Compression;
using System.Text.Json;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>The command as a .NET tool, installed from a folder.</summary>
[Slow]
[Collection(typeof(ToolUsers))]
public sealed class ToolTests
{
    // The largest package that nuget.org accepts.
    private const long LargestPackage = 250_000_000;

    private readonly Feed _feed;
    private readonly ToolPackage _tool;

    public ToolTests(Feed feed, ToolPackage tool)
    {
        Assert.SkipUnless(Feed.Rid is "linux-x64" or "win-x64" or "osx-arm64", $"libtorch has no library for {Feed.Rid}");
        (_feed, _tool) = (feed, tool);
        tool.Install();
    }

    [Fact]
    public void The_package_of_the_platform_has_the_program_and_that_of_the_tool_only_names_it()
    {
        Assert.InRange(new FileInfo(PackageFile("genrenet")).Length, 1, 50_000);
        Assert.InRange(new FileInfo(PackageFile($"genrenet.{Feed.Rid}")).Length, 1, LargestPackage);
        using ZipArchive package = ZipFile.OpenRead(PackageFile($"genrenet.{Feed.Rid}"));
        string[] files = [.. package.Entries.Select(entry => entry.Name)];
        Assert.Contains("README.md", files);
        Assert.Contains("genrenet.dll", files);
        Assert.Contains(files, file => file.Contains("torch_cpu", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.Contains("torch_python", StringComparison.Ordinal));
    }

    [Fact]
    public void The_installed_command_prints_the_version_of_its_package() =>
        Assert.Equal(new ToolResult(0, $"{_feed.Version}{Environment.NewLine}", string.Empty), _tool.Run(_tool.Folder("version"), "--version"));

    [Fact]
    public void It_classifies_a_file_as_the_library_does()
    {
        ToolResult result = _tool.Run(_tool.Folder("predict"), "predict", _feed.Clip, "--model", "default", "--json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        using var answer = JsonDocument.Parse(result.Output);
        string genre = answer.RootElement.GetProperty("genre").GetString()!;
        Assert.StartsWith($"{genre} ", _feed.Answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_lists_the_networks()
    {
        ToolResult result = _tool.Run(_tool.Folder("networks"), "networks");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Contains("mel-resnet", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_trains_a_network()
    {
        string folder = _tool.Folder("train");
        Assert.Equal(0, _tool.Run(folder, "synthesize", "--out", "music", "--tracks", "3", "--seconds", "6").ExitCode);
        ToolResult result = _tool.Run(folder, "train", "music", "--network", "cnn-small", "--epochs", "1", "--out", "run");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.True(File.Exists(Path.Combine(folder, "run", "model.onnx")));
    }

    [Fact]
    public void A_manifest_installs_it_for_a_folder()
    {
        string folder = _tool.Folder("manifest");
        Tool.Dotnet(folder, _tool.Environment, "new", "tool-manifest");
        Tool.Dotnet(folder, _tool.Environment, "tool", "install", "genrenet", "--source", _feed.Packages, "--prerelease");
        ToolResult result = Tool.Run(folder, _tool.Environment, "dotnet", "genrenet", "--version");
        Assert.Equal((0, _feed.Version), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public void It_runs_without_being_installed()
    {
        string[] command = ["tool", "exec", "genrenet", "--source", _feed.Packages, "--prerelease", "--yes", "--", "--version"];
        ToolResult result = Tool.Run(_tool.Folder("exec"), _tool.Environment, "dotnet", command);
        Assert.Equal((0, _feed.Version), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public void It_completes_itself_in_bash()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Tool.Exists("bash"), "bash is not installed");
        const string Script = """
            source <(genrenet completions bash)
            COMP_LINE='genrenet pred' COMP_POINT=13 COMP_CWORD=1 COMP_WORDS=(genrenet pred)
            _genrenet
            echo "${COMPREPLY[@]}"
            """;
        string path = $"{_tool.Installed}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        var environment = new Dictionary<string, string> { ["PATH"] = path };
        ToolResult result = Tool.Run(_tool.Folder("bash"), environment, "bash", "--noprofile", "--norc", "-c", Script);
        Assert.Equal(new ToolResult(0, "predict\n", string.Empty), result);
    }

    private string PackageFile(string id) => Path.Combine(_feed.Packages, $"{id}.{_feed.Version}.nupkg");
}
