namespace GenreNet.Training.Tests.Cli;

/// <summary>The example manifest, with the commands of samples/README.md.</summary>
public sealed class ManifestSampleTests : IDisposable
{
    private const string Folder = "samples/manifest";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_example_manifest_trains_with_the_documented_commands()
    {
        File.Copy(Path.Combine(RepositoryRoot.Path, Folder, "music.csv"), _folder.File("music.csv"));
        string[][] commands = [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "samples", "README.md"))
            .Where(line => line.StartsWith("genrenet ", StringComparison.Ordinal))
            .Select(line => (string[])[.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(InFolder)])];
        Assert.Equal(["synthesize", "train", "evaluate"], commands.Select(command => command[0]));
        CliRun[] runs = [.. commands.Select(CliRun.Of)];
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output + run.Error));
        Assert.DoesNotContain("warning", string.Concat(runs.Select(run => run.Error)), StringComparison.Ordinal);
        Assert.Contains("Evaluation on 4 test tracks", runs[1].Output, StringComparison.Ordinal);
        Assert.Contains("Bossa nova", runs[2].Output, StringComparison.Ordinal);
    }

    private string InFolder(string word) => word.StartsWith(Folder, StringComparison.Ordinal) || word.StartsWith("runs/", StringComparison.Ordinal)
        ? Path.Combine(_folder.Path, word.Replace($"{Folder}/", string.Empty, StringComparison.Ordinal))
        : word;
}
