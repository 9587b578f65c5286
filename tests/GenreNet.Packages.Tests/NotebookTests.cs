using System.Text.Json;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>The notebooks, run by <c>notebooks/run.cs</c> in .NET Interactive with the packages from a feed.</summary>
public sealed class NotebookTests(Feed feed)
{
    private const string Version = "1.0.712001";

    private static readonly string Notebooks = Path.Combine(RepositoryRoot.Path, "notebooks");

    public static TheoryData<string> Names { get; } = [.. Directory.GetFiles(Notebooks, "*.ipynb").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void No_cell_fails_and_outputs_are_of_the_saved_kinds()
    {
        using var folder = new TemporaryFolder();
        string tools = folder.File("tools");
        ToolResult installed = Tool.Run(RepositoryRoot.Path, "dotnet", "tool", "install", "--tool-path", tools, "Microsoft.dotnet-interactive", "--version", Version);
        Assert.SkipUnless(installed.ExitCode == 0, $"The tool Microsoft.dotnet-interactive {Version} cannot be installed.");
        foreach (string file in Directory.GetFiles(Notebooks))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        string tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive");
        ToolResult result = Tool.Run(
            folder.Path,
            new() { ["XDG_DATA_HOME"] = Directory.CreateDirectory(folder.File("builds")).FullName },
            "dotnet",
            ["run", "run.cs", "--", "--check", "--tool", tool, "--source", feed.Packages, .. Names.Select(name => name.Data)]);
        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_outputs_are_complete_and_contain_no_folder_of_a_machine(string name)
    {
        string text = File.ReadAllText(Path.Combine(Notebooks, name));
        using JsonDocument notebook = JsonDocument.Parse(text);
        JsonElement[] cells = [.. notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").GetString() == "code")];
        Assert.Equal(Enumerable.Range(1, cells.Length), cells.Select(cell => cell.GetProperty("execution_count").GetInt32()));
        Assert.Contains(cells, cell => cell.GetProperty("outputs").ToString().Contains("<svg", StringComparison.Ordinal));
        Assert.DoesNotContain("\"/home/", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/tmp/", text, StringComparison.Ordinal);
        Assert.DoesNotContain(@"C:\\", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_that_of_the_tool_manifest() =>
        Assert.Contains($"\"version\": \"{Version}\"", File.ReadAllText(Path.Combine(RepositoryRoot.Path, ".config", "dotnet-tools.json")), StringComparison.Ordinal);
}
