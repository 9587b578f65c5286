using System.Text.RegularExpressions;

namespace GenreNet.Architecture.Tests;

/// <summary>The solution contains every project, and builds it.</summary>
public partial class SolutionTests
{
    [Fact]
    public void Every_project_is_in_the_solution_and_is_built()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "GenreNet.sln"));
        Dictionary<string, string> identifiers = Projects().Matches(text)
            .ToDictionary(project => project.Groups["path"].Value.Replace('\\', '/'), project => project.Groups["id"].Value);
        Assert.Empty(Repository.Projects.Select(Repository.Relative).Except(identifiers.Keys));
        Assert.All(identifiers, project =>
            Assert.All((string[])["Debug", "Release"], configuration =>
                Assert.True(
                    text.Contains($"{{{project.Value}}}.{configuration}|Any CPU.Build.0", StringComparison.Ordinal),
                    $"{project.Key} is not built in {configuration}")));
    }

    [GeneratedRegex("""^Project\("[^"]+"\) = "[^"]+", "(?<path>[^"]+\.csproj)", "\{(?<id>[^}]+)\}""", RegexOptions.Multiline)]
    private static partial Regex Projects();
}
