using System.CommandLine;
using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli.Symbols;

public sealed class OutputSymbolsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("runs", "runs/model.onnx")]
    [InlineData("runs/", "runs/model.onnx")]
    [InlineData("runs.v2", "runs.v2/model.onnx")]
    [InlineData("mine.onnx", "mine.onnx")]
    [InlineData("MINE.ONNX", "MINE.ONNX")]
    [InlineData("folder.onnx/", "folder.onnx/model.onnx")]
    public void A_path_without_the_extension_of_the_file_is_a_folder(string given, string expected) =>
        Assert.Equal(expected, OutputSymbols.PathOf(given, "model.onnx").Replace('\\', '/'));

    [Fact]
    public void An_existing_folder_is_a_folder_whatever_its_name()
    {
        Directory.CreateDirectory(_folder.File("odd.npz"));
        Assert.Equal(_folder.File("odd.npz", "features.npz"), OutputSymbols.PathOf(_folder.File("odd.npz"), "features.npz"));
    }

    [Theory]
    [InlineData("--out is a folder, but 'run.onnx' has the extension of a file. Give a folder, such as run", "train", "music", "--out", "run.onnx")]
    [InlineData("--out is a folder, but 'all.json' has the extension of a file", "crossval", "music", "--out", "all.json")]
    [InlineData("--out is a folder, but 'x.npz' has the extension of a file", "extract", "x.wav", "--out", "x.npz")]
    [InlineData("--out is a folder or a .npz file, not 'x.csv'", "prepare", "music", "--out", "x.csv")]
    [InlineData("--out is a folder or a .html file, not 'x.npz'", "explore", "music", "--out", "x.npz")]
    [InlineData("--out is a folder or a .csv file, not 'x.html'", "find-rate", "music", "--out", "x.html")]
    [InlineData("--out is a folder or a .onnx file, not 'x.npz'", "calibrate", "m", "music", "--out", "x.npz")]
    public void Another_extension_is_a_usage_error(string problem, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_with_out_describes_it_as_a_folder()
    {
        using var writer = new StringWriter();
        var terminal = new Terminal(writer, writer, isOutputLive: false, isErrorLive: false, CancellationToken.None);
        Option[] options = [.. GenreNetCli.Parse([], terminal).RootCommandResult.Command.Subcommands
            .SelectMany(command => command.Subcommands.Append(command)).SelectMany(command => command.Options).Where(option => option.Name == "--out")];
        Assert.InRange(options.Length, 16, 99);
        Assert.All(options, option =>
        {
            Assert.StartsWith("FOLDER", option.HelpName, StringComparison.Ordinal);
            Assert.StartsWith("Folder ", option.Description, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("export", "--csv")]
    [InlineData("check", "--report")]
    [InlineData("download", "--to")]
    public void Previous_names_are_replaced_in_their_command_only(string command, string previous)
    {
        (IReadOnlyList<string> arguments, IReadOnlyList<string> notes) = RenamedOptions.Replace([command, "x", previous, "y"]);
        Assert.Equal([command, "x", "--out", "y"], arguments);
        Assert.Equal($"{previous} is now called --out. The old name will be removed in the next version.", Assert.Single(notes));
        Assert.Empty(RenamedOptions.Replace(["train", "x", previous, "y"]).Notes);
    }
}
