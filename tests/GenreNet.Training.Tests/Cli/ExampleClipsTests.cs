using System.Text.Json;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Tests.Cli;

/// <summary><c>predict --example</c> and the genres of <c>synthesize</c>.</summary>
public sealed class ExampleClipsTests
{
    [Theory]
    [InlineData("jazz")]
    [InlineData("Jazz")]
    public void Predict_classifies_an_example_by_name(string name)
    {
        CliRun run = CliRun.Of("predict", "--example", name, "--model", "default");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("jazz.ogg: jazz ", Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_classifies_all_examples_correctly()
    {
        CliRun run = CliRun.Of("predict", "--example", "all", "--model", "default", "--json");
        var answers = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
        Assert.Equal(
            SyntheticDataset.Genres.Select(genre => (genre, (string?)genre)),
            answers.Select(answer => (Path.GetFileNameWithoutExtension(answer.GetProperty("file").GetString()!), answer.GetProperty("genre").GetString())));
    }

    [Theory]
    [InlineData("There is no example 'reggea' (did you mean 'reggae'?). Choose blues, classical, country, disco, hiphop, jazz, metal, pop, reggae, rock or all", "--example", "reggea")]
    [InlineData("--example determines the clip. Remove --example or the audio files", "song.wav", "--example", "jazz")]
    [InlineData("No audio file is given. Give a file, or try --example jazz")]
    public void Predict_rejects_other_names_and_contradictions(string message, params string[] arguments)
    {
        CliRun run = CliRun.Of(["predict", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Synthesize_writes_the_genres_of_the_embedded_model()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of("synthesize", "--styles", "gtzan", "--tracks", "1", "--seconds", "1", "--out", folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Wrote 10 tracks in 10 styles", run.Output, StringComparison.Ordinal);
        Assert.Equal(SyntheticDataset.Genres, Directory.GetDirectories(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }
}
