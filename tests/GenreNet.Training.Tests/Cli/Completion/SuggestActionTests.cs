namespace GenreNet.Training.Tests.Cli.Completion;

/// <summary>The suggestions that shells offer for an incomplete command line.</summary>
public class SuggestActionTests
{
    [Fact]
    public void The_first_word_is_a_command() =>
        Assert.Equal(["predict", "prepare"], Suggest("genrenet pre"));

    [Fact]
    public void All_commands_are_suggested_after_the_program()
    {
        string[] commands = Suggest("genrenet ");
        Assert.Contains("train", commands);
        Assert.Contains("completions", commands);
        Assert.DoesNotContain(commands, command => command.StartsWith('-'));
    }

    [Theory]
    [InlineData("genrenet models ", new[] { "add", "get", "list", "remove", "where" })]
    [InlineData("genrenet predict --m", new[] { "--model" })]
    [InlineData("genrenet predict song.wav --top 3 --js", new[] { "--json" })]
    [InlineData("genrenet predict --genres ", new[] { "audioset", "gtzan" })]
    [InlineData("genrenet predict --genres a", new[] { "audioset" })]
    [InlineData("genrenet predict --genres=a", new[] { "--genres=audioset" })]
    [InlineData("genrenet predict --top=3 --js", new[] { "--json" })]
    [InlineData("genrenet predict --model d", new[] { "default" })]
    [InlineData("genrenet train music --network cr", new[] { "crnn" })]
    [InlineData("genrenet completions ", new[] { "bash", "fish", "pwsh", "zsh" })]
    [InlineData("/home/someone/.dotnet/tools/genrenet evalu", new[] { "evaluate" })]
    public void A_word_has_the_suggestions_of_its_place(string line, string[] expected) => Assert.Equal(expected, Suggest(line));

    [Theory]
    [InlineData("genrenet predict ")]
    [InlineData("genrenet predict so")]
    [InlineData("genrenet train ")]
    [InlineData("genre")]
    public void There_are_none_where_the_shell_completes_files(string line) => Assert.Empty(Suggest(line));

    [Fact]
    public void Options_are_suggested_after_a_hyphen_without_the_short_names_of_help()
    {
        string[] options = Suggest("genrenet predict -");
        Assert.Contains("--help", options);
        Assert.Contains("--timeline", options);
        Assert.All(options, option => Assert.StartsWith("--", option, StringComparison.Ordinal));
    }

    [Fact]
    public void Installable_names_are_suggested() => Assert.Contains("musicnn-mtt", Suggest("genrenet models get mu"));

    [Theory]
    [InlineData("[suggest:12]", "predict,prepare")]
    [InlineData("[suggest:99]", "predict")]
    [InlineData("[suggest:-1]", "predict")]
    [InlineData("[suggest:x]", "predict")]
    [InlineData("[suggest]", "predict")]
    public void Only_the_text_in_front_of_the_position_counts(string directive, string expected)
    {
        CliRun run = CliRun.Of([directive, "genrenet predict"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(expected, string.Join(',', run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Without_a_command_line_there_are_no_suggestions()
    {
        CliRun run = CliRun.Of(["[suggest]"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
    }

    private static string[] Suggest(string line)
    {
        CliRun run = CliRun.Of([$"[suggest:{line.Length}]", line]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
