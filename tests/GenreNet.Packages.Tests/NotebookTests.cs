using System.Text.Json;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>The notebooks, run by <c>notebooks/run.cs</c> in .NET Interactive with the packages and the command from a feed.</summary>
[Slow]
[Collection(typeof(ToolUsers))]
public sealed class NotebookTests(Feed feed, ToolPackage tool)
{
    private const string Version = "1.0.712001";
    private const int LargestFile = 1_000_000;

    private static readonly string Notebooks = Path.Combine(RepositoryRoot.Path, "notebooks");

    // What a path of a machine, or an address of it, starts with.
    private static readonly string[] Places = ["/home/", "/root/", "/tmp/", "/work/", "/Users/", @"C:\", "http://", "https://", "localhost"];

    public static TheoryData<string> Names { get; } = [.. Directory.GetFiles(Notebooks, "*.ipynb").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void No_cell_fails_and_outputs_are_of_the_saved_kinds()
    {
        Assert.SkipUnless(Feed.Rid is "linux-x64" or "win-x64" or "osx-arm64", $"libtorch has no library for {Feed.Rid}");
        using var folder = new TemporaryFolder();
        string tools = folder.File("tools");
        ToolResult installed = Tool.Run(folder.Path, "dotnet", "tool", "install", "--tool-path", tools, "Microsoft.dotnet-interactive", "--version", Version);
        Assert.SkipUnless(installed.ExitCode == 0, $"Microsoft.dotnet-interactive {Version} cannot be installed: no package source of this machine has it");
        tool.Install();
        Copy(Notebooks, "*.*", folder, "notebooks");
        Copy(Path.Combine(RepositoryRoot.Path, "examples"), "*.ogg", folder, "examples");
        Copy(feed.Packages, "GenreNet.*.nupkg", folder, "packages");

        string[] path = [tools, tool.Installed, Environment.GetEnvironmentVariable("PATH")!];
        ToolResult result = Tool.Run(
            folder.File("notebooks"),
            new()
            {
                ["PATH"] = string.Join(Path.PathSeparator, path),
                ["XDG_DATA_HOME"] = Directory.CreateDirectory(folder.File("builds")).FullName,
            },
            "dotnet",
            ["run", "run.cs", "--", "--check", "--tool", "dotnet-interactive", .. Names.Select(name => name.Data)]);
        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_outputs_are_complete_and_contain_nothing_of_a_machine(string name)
    {
        string text = File.ReadAllText(Path.Combine(Notebooks, name));
        Assert.InRange(text.Length, 1, LargestFile);
        using var notebook = JsonDocument.Parse(text);
        JsonElement[] cells = [.. notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").GetString() == "code")];
        Assert.Equal(Enumerable.Range(1, cells.Length), cells.Select(cell => cell.GetProperty("execution_count").GetInt32()));
        JsonElement[] outputs = [.. cells.SelectMany(cell => cell.GetProperty("outputs").EnumerateArray())];
        Assert.DoesNotContain(outputs, output => output.GetProperty("output_type").GetString() == "error");
        Assert.True(outputs.Count(output => output.TryGetProperty("data", out JsonElement data) && data.TryGetProperty("image/png", out _)) >= 2);
        string words = string.Join('\n', outputs.Select(Words));
        Assert.All(Places, place => Assert.DoesNotContain(place, words, StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_is_that_of_the_tool_manifest() =>
        Assert.Contains($"\"version\": \"{Version}\"", File.ReadAllText(Path.Combine(RepositoryRoot.Path, ".config", "dotnet-tools.json")), StringComparison.Ordinal);

    // Pictures have no words.
    private static string Words(JsonElement output) => output.TryGetProperty("data", out JsonElement data)
        ? string.Concat(data.EnumerateObject().Where(value => value.Name != "image/png").Select(value => value.Value.ToString()))
        : output.GetProperty("text").ToString();

    private static void Copy(string source, string pattern, TemporaryFolder target, string name)
    {
        foreach (string file in Directory.GetFiles(source, pattern))
        {
            File.Copy(file, target.File(name, Path.GetFileName(file)));
        }
    }
}
