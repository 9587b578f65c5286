using GenreNet.Core.Numpy;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>The scripts of samples/scripts, run by <c>dotnet run FILE.cs</c> with the packages from a feed.</summary>
[Slow]
public sealed class ScriptTests(Feed feed, ScriptFolder scripts) : IClassFixture<ScriptFolder>
{
    [Fact]
    public void Genre_prints_the_genres_of_a_file()
    {
        ToolResult result = scripts.Run("genre.cs", feed.Clip);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Matches(@"^.*clip\.wav: [a-z]+ \d+ ?%, [a-z]+ \d+ ?%, [a-z]+ \d+ ?%\s*$", result.Output);
        string genre = feed.Answer.Output.Split(' ')[0];
        Assert.Contains($": {genre} ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Genre_reports_a_file_that_does_not_exist()
    {
        ToolResult result = scripts.Run("genre.cs", "missing.wav");
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("missing.wav", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void Sort_prints_a_table_and_writes_it_as_csv()
    {
        ToolResult result = scripts.Run("sort.cs", "music", "songs.csv");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        string[] table = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(ScriptFolder.Songs, table.Select(line => line.Split(' ')[^1]).Order(StringComparer.Ordinal));
        Assert.Equal(table.Order(StringComparer.Ordinal).Select(line => line.Split(' ')[0]), table.Select(line => line.Split(' ')[0]));
        string[] csv = File.ReadAllLines(Path.Combine(scripts.Path, "songs.csv"));
        Assert.Equal("path,genre,confidence", csv[0]);
        Assert.Equal(table.Select(line => line.Split(' ')[0]), csv[1..].Select(line => line.Split(',')[1]));
    }

    [Fact]
    public void Mfcc_writes_an_array_per_file()
    {
        ToolResult result = scripts.Run("mfcc.cs", "features.npz", "music/one.wav", "music/two.wav");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        using NpzReader arrays = NpzReader.Open(Path.Combine(scripts.Path, "features.npz"));
        Assert.Equal(["one", "two"], arrays.Names.Order(StringComparer.Ordinal));
        Assert.Equal([1 + (ScriptFolder.Seconds * ScriptFolder.SampleRate / 512), 13], arrays.Read("one").Shape.ToArray());
    }

    [Fact]
    public void Similar_prints_the_nearest_song_first()
    {
        ToolResult result = scripts.Run("similar.cs", "music/one.wav", "music");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(ScriptFolder.Songs.Length - 1, lines.Length);
        // The same music as one.wav, at another level.
        Assert.EndsWith("copy.wav", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines.OrderDescending(StringComparer.Ordinal), lines);
    }

    [Theory]
    [InlineData("genre.cs")]
    [InlineData("sort.cs")]
    [InlineData("mfcc.cs")]
    [InlineData("similar.cs")]
    public void Without_arguments_a_script_prints_its_usage(string script)
    {
        ToolResult result = scripts.Run(script);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.StartsWith($"usage: dotnet run {script} ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_scripts_are_tested() => Assert.Equal(
        ["genre.cs", "mfcc.cs", "similar.cs", "sort.cs"],
        Directory.GetFiles(scripts.Path, "*.cs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
}
