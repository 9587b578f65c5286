using System.Text.RegularExpressions;
using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli;

public partial class RenamedOptionsTests
{
    [Theory]
    [InlineData("--members", "--ensemble-size")]
    [InlineData("--members=3", "--ensemble-size=3")]
    [InlineData("--accumulate:2", "--gradient-accumulation-steps:2")]
    [InlineData("--draw-by-weight", "--sample-by-weight")]
    [InlineData("--copies", "--augmented-variants")]
    public void Previous_names_are_replaced_with_a_note(string previous, string current)
    {
        (IReadOnlyList<string> arguments, IReadOnlyList<string> notes) = RenamedOptions.Replace(["train", previous]);
        Assert.Equal(["train", current], arguments);
        Assert.Contains($"is now called {current.Split('=', ':')[0]}", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_arguments_stay_as_they_are()
    {
        string[] arguments = ["train", "members", "--monitor", "Loss", "C:\\music", "--ensemble-size", "2", "=", "--"];
        Assert.Equal(arguments, RenamedOptions.Replace(arguments).Arguments);
        Assert.Empty(RenamedOptions.Replace(arguments).Notes);
    }

    [Fact]
    public void The_previous_value_of_the_monitor_is_replaced() =>
        Assert.Equal(["train", "--monitor", "None"], RenamedOptions.Replace(["train", "--monitor", "nothing"]).Arguments);

    [Fact]
    public void Help_lists_only_the_current_names()
    {
        string help = CliRun.Of("train", "--help").Output;
        Assert.Contains("--ensemble-size", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--members", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_and_pages_use_only_the_current_names()
    {
        string[] files =
        [
            .. Directory.GetFiles(RepositoryRoot.Path, "*.md").Where(file => Path.GetFileName(file) != "CHANGELOG.md"),
            .. Files("docs", "*.md"), .. Files("samples", "*.md"), .. Files("src", "*.md"),
            .. Files("src", "*.cs").Where(file => Path.GetFileName(file) != "RenamedOptions.cs"),
        ];
        Assert.Contains(files, file => file.EndsWith("LinearTrainer.cs", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("ARCHITECTURE.md", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => PreviousNames().IsMatch(File.ReadAllText(file)));
    }

    private static IEnumerable<string> Files(string folder, string pattern)
    {
        string[] generated = ["bin", "obj"];
        return Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(RepositoryRoot.Path, file).Split(Path.DirectorySeparatorChar).Intersect(generated).Any());
    }

    [GeneratedRegex(@"--(?:members|accumulate|draw-by-weight|copies)(?![\w-])")]
    private static partial Regex PreviousNames();
}
