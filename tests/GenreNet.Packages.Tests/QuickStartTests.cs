using System.Text.RegularExpressions;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>A new project by the commands of the C# guide, with the sample of README.md as its program.</summary>
[Slow]
public partial class QuickStartTests(Feed feed)
{
    private const string Project = "../genres";

    [Fact]
    public void The_commands_of_the_guide_and_the_sample_of_the_readme_make_a_program()
    {
        string clone = Directory.CreateDirectory(feed.Folder("clone")).FullName;
        foreach (string command in Commands())
        {
            string[] words = [.. command.Replace("\"$PWD/packages\"", feed.Packages, StringComparison.Ordinal).Split(' ').Skip(1)];
            Tool.Dotnet(clone, words);
            if (words is ["new", "nugetconfig", ..])
            {
                // All other packages are in the cache: no test needs a network.
                string config = Path.Combine(clone, Project, "nuget.config");
                File.WriteAllLines(config, File.ReadAllLines(config).Where(line => !line.Contains("https://", StringComparison.Ordinal)));
            }
        }

        string project = Path.GetFullPath(Path.Combine(clone, Project));
        string sample = Sample().Match(Page("README.md")).Groups[1].Value;
        File.WriteAllText(Path.Combine(project, "Program.cs"), sample);
        WavWriter.Write(Path.Combine(project, "song.wav"), SyntheticDataset.Render("swing", 3, 30).Samples, 22050);
        ToolResult result = Tool.Run(project, "dotnet", "run");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Matches(@"^[a-z]+ \(\d+ ?%\)\s*$", result.Output);
    }

    // The commands after those that pack.
    private static string[] Commands()
    {
        string block = Block().Matches(Page("docs/csharp.md")).Select(match => match.Value).First(text => text.Contains("nugetconfig", StringComparison.Ordinal));
        string[] commands =
        [
            .. block.Split('\n').Select(line => line.Split(" #")[0].Trim())
                .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal) && !line.StartsWith("dotnet pack ", StringComparison.Ordinal)),
        ];
        Assert.Equal(4, commands.Length);
        return commands;
    }

    private static string Page(string path) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, path));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex("```sh\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
