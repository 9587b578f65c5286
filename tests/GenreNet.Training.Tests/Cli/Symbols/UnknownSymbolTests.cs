namespace GenreNet.Training.Tests.Cli.Symbols;

public sealed class UnknownSymbolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("There is no option '--modle' (did you mean '--model'?)", "predict", "s.wav", "--modle", "x")]
    [InlineData("There is no option '--modle' (did you mean '--model'?)", "predict", "s.wav", "--modle=x")]
    [InlineData("There is no option '--ulr' (did you mean '--url'?)", "client", "s.wav", "--ulr", "x")]
    [InlineData("There is no option '--feature' (did you mean '--features'?)", "extract", "s.wav", "--out", "x", "--feature", "Mfcc")]
    [InlineData("There is no option '--qqqqqqqq'. See 'genrenet compare --help'", "compare", "a", "b", "--qqqqqqqq")]
    [InlineData("There is no option '--jsno' (did you mean '--json'?)", "doctor", "--jsno")]
    [InlineData("There is no option '--jsno' (did you mean '--json'?)", "check", "--jsno")]
    [InlineData("There is no option '-x.wav'", "predict", "-x.wav")]
    [InlineData("There is no command 'frobnicate'. See 'genrenet --help'", "frobnicate")]
    [InlineData("There is no command 'trian' (did you mean 'train'?)", "trian", "x", "--out", "y")]
    [InlineData("There is no command 'eval' (did you mean 'evaluate'?)", "eval", "m", "d")]
    [InlineData("There is no command 'PREDICT' (did you mean 'predict'?)", "PREDICT", "x.wav")]
    [InlineData("There is no command 'models gett' (did you mean 'get'?). See 'genrenet models --help'", "models", "gett")]
    [InlineData("There is no option '--ensemble' (did you mean '--ensemble-size'?)", "train", "music", "--out", "x", "--ensemble", "3")]
    [InlineData("'song.wav' is not a command. To classify audio, use 'genrenet predict song.wav'", "song.wav")]
    [InlineData("Unknown network 'cnnn' (did you mean 'cnn'?). Choose one of linear,", "train", "music", "--out", "x", "--network", "cnnn")]
    [InlineData("not 'Mfc' (did you mean 'Mfcc'?)", "train", "music", "--out", "x", "--features", "Mfc")]
    [InlineData("Unknown feature 'mffc' (did you mean 'mfcc'?). Choose from", "extract", "x.wav", "--out", "x", "--features", "mffc")]
    [InlineData("--genres must be one of gtzan, audioset, not 'gtsan' (did you mean 'gtzan'?)", "predict", "x.wav", "--genres", "gtsan")]
    [InlineData("--split must be one of auto, stratified,", "train", "music", "--out", "x", "--split", "random")]
    [InlineData("--optimizer must be one of Adam, AdamW, Sgd, not 'Lion'", "train", "music", "--out", "x", "--optimizer", "Lion")]
    [InlineData("NAME must be gtzan, not 'gtsan' (did you mean 'gtzan'?)", "download", "gtsan")]
    public void An_unknown_option_or_command_is_a_usage_error_in_one_line(string problem, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Arguments_after_two_dashes_and_existing_folders_are_paths()
    {
        Assert.Contains("The audio file -x.wav does not exist", CliRun.Of("predict", "--", "-x.wav").Error, StringComparison.Ordinal);
        Assert.Contains("The audio file ./-x.wav does not exist", CliRun.Of("predict", "./-x.wav").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void File_names_are_printed_without_control_characters()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot be written here");
        const string odd = "a\e[31m\a\nb";
        string folder = Path.Combine(_folder.Path, odd);
        Directory.CreateDirectory(folder);
        CliRun synthesized = CliRun.Of("synthesize", "--out", Path.Combine(folder, odd), "--tracks", "1", "--seconds", "1");
        string clip = Path.Combine(folder, $"{odd}.wav");
        File.Copy(Directory.GetFiles(Path.Combine(folder, odd), "*.wav", SearchOption.AllDirectories)[0], clip);
        CliRun[] runs =
        [
            synthesized,
            CliRun.Of("predict", clip, "--timeline"),
            CliRun.Of("predict", $"{clip}.none"),
            CliRun.Of("extract", clip, "--out", folder),
            CliRun.Of("check", Path.Combine(folder, odd), "--out", Path.Combine(folder, "r.html")),
            CliRun.Of("export", Path.Combine(folder, odd), "--out", Path.Combine(folder, "t.csv")),
        ];
        Assert.All(runs, run =>
        {
            Assert.DoesNotContain('\e', run.Output + run.Error);
            Assert.DoesNotContain('\a', run.Output + run.Error);
            Assert.Contains(@"a\x1b[31m\x07\nb", run.Output + run.Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_file_name_that_is_not_utf8_is_not_reported_as_missing() =>
        Assert.Contains("is not valid UTF-8", CliRun.Of("predict", "caf\uFFFD.wav").Error, StringComparison.Ordinal);
}
