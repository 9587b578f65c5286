using System.CommandLine;
using GenreNet.Tests.Support.Pages;
using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli.Pages;

/// <summary>The commands of <c>genrenet</c> in the shell blocks of the pages: all are parsed, and those that are cheap are run.</summary>
[Slow]
public sealed class PageCommandTests(PageFolder folder) : IClassFixture<PageFolder>
{
    /// <summary>Commands that are parsed but not run, by their first words, with the reason.</summary>
    private static readonly (string Words, string Reason)[] NotRun =
    [
        ("models get", "downloads"),
        ("models add", "needs a published checkpoint: ModelsCommandTests"),
        ("models remove", "needs a published checkpoint: ModelsCommandTests"),
        ("predict song.wav --model pretrained", "needs a published checkpoint: InstalledModelTests"),
        ("train music --backbone", "needs a published checkpoint: Backbones"),
        ("train MUSIC --backbone", "needs a published checkpoint: Backbones"),
        ("train MANIFEST --backbone", "needs a published checkpoint: Backbones"),
        ("predict song.mp3 --model run/model.onnx", "follows a training on published checkpoints"),
        ("download gtzan", "downloads: DownloadCommandTests"),
        ("train data/gtzan", "needs the download"),
        ("train features_30_sec.csv", "needs the table of GTZAN: FeatureTableCommandTests"),
        ("predict song.mp3 --model runs/table", "follows the training on the table of GTZAN"),
        ("train music --features Summary", "needs clips of 30 s: FeatureTableCommandTests"),
        ("train music --features MusicnnMel --network mel-resnet-wide --teacher", "fits for minutes: TeacherCommandTests"),
        ("crossval", "fits one network per fold: TeacherCommandTests, LinearCommandTests"),
        ("leakage", "fits nine networks: GenreNetCliTests"),
        ("tune", "fits many networks: TuneCommandTests"),
        ("combine", "needs the cross-validations: TeacherCommandTests"),
        ("client", "needs a service: ServingCommandTests"),
        ("drift", "needs the log of a service: ServingCommandTests"),
        ("classify s3://", "needs an object store: CatalogueRunTests"),
        ("classify tracks.csv", "needs a list: CatalogueSourceTests"),
        ("classify music --out results --embeddings --queue Host=db;Database=music;Username=worker", "needs PostgreSQL: ClassifyProcessTests"),
        ("doctor", "fails where ffmpeg is missing"),
        ("demo --out demo", "is the demo again"),
        ("train music.npz --network cnn --out runs/current --live", "uses the fixed port: LiveServerTests, ScriptTests"),
        ("train music.npz --network resnet --device cuda", "needs a GPU: DeviceFitTests, DeviceOptionTests"),
        ("watch", "runs until it is stopped: LiveServerTests"),
    ];

    private static readonly ShellCommand[] Commands = [.. ShellPages.Commands.Where(command => command.Project == "src/GenreNet.Training")];

    // The pages in an order in which later ones find the runs of earlier ones.
    private static readonly string[] Order = ["docs/getting-started.md", "docs/training.md"];

    [Fact]
    public void Every_command_is_parsed()
    {
        Assert.True(Commands.Length > 50, "the commands were not found");
        string[] problems = [.. Commands.Where(command => Problem(folder.Prepare(command.Arguments)) is not null)
            .Select(command => $"{command}: {Problem(folder.Prepare(command.Arguments))}")];
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_command_with_an_unknown_option_or_value_is_found()
    {
        Assert.NotNull(Problem(["train", "music", "--netwrk", "cnn"]));
        Assert.NotNull(Problem(["train", "music", "--epochs", "many"]));
        Assert.NotNull(Problem(["tain", "music"]));
    }

    [Fact]
    public void Commands_that_are_cheap_run()
    {
        var run = Commands.Where(command => Reason(command) is null).OrderBy(command => (uint)Array.IndexOf(Order, command.Page))
            .DistinctBy(command => string.Join(' ', command.Arguments)).ToArray();
        string[] names = [.. run.Select(command => command.Arguments[0]).Distinct()];
        string[] least = ["demo", "check", "explore", "prepare", "train", "evaluate", "predict", "extract", "compare", "report"];
        Assert.Empty(least.Except(names));
        foreach (ShellCommand command in run)
        {
            CliRun result = CliRun.Of(folder.Prepare(command.Arguments));
            Assert.True(result.ExitCode == 0, $"{command}\n{result.Output}\n{result.Error}");
        }
    }

    [Fact]
    public void The_list_of_commands_that_are_not_run_is_current() =>
        Assert.Empty(NotRun.Where(entry => !Commands.Any(command => Starts(command, entry.Words))).Select(entry => entry.Words));

    private static string? Reason(ShellCommand command) =>
        NotRun.Where(entry => Starts(command, entry.Words)).Select(entry => entry.Reason).FirstOrDefault();

    private static bool Starts(ShellCommand command, string words)
    {
        string line = string.Join(' ', command.Arguments);
        // Paths may be longer than the listed part.
        return $"{line} ".StartsWith($"{words} ", StringComparison.Ordinal)
            || (words.Contains('/') && line.StartsWith(words, StringComparison.Ordinal));
    }

    /// <summary>Parses a command line as the program does, and returns what it would refuse.</summary>
    private static string? Problem(string[] arguments)
    {
        using var writer = new StringWriter();
        var terminal = new Terminal(writer, writer, isOutputLive: false, isErrorLive: false, CancellationToken.None);
        ParseResult parsed = GenreNetCli.Parse(arguments, terminal);
        return UnknownSymbol.In(parsed, arguments) ?? parsed.Errors.Select(error => error.Message).FirstOrDefault();
    }
}
