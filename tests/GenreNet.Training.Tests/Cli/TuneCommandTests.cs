using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Training.Search;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

public sealed class TuneCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _space;

    public TuneCommandTests()
    {
        _data = _folder.File("data.npz");
        FeatureCache.Prepare(new PreparedFeatures(TestFeatures.Make(contrast: 0.5), [], []), _data, TestContext.Current.CancellationToken);
        _space = _folder.File("space.json");
        File.WriteAllText(_space, """{ "network": "dense-regularized", "learning_rate": { "log_uniform": [1e-4, 1e-2] }, "dropout_scale": { "uniform": [0.5, 1.5] } }""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_printed_command_reproduces_the_best_trial()
    {
        string search = _folder.File("search");
        CliRun run = Tune(search, "--space", _space, "--batch-size", "8", "--pictures", _folder.File("pictures"));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("4 trials of up to 3 epochs, 3 pruned", run.Output, StringComparison.Ordinal);
        string command = run.Output.Split('\n').Single(line => line.StartsWith("genrenet train ", StringComparison.Ordinal)).Trim();
        Assert.Contains("--batch-size 8", command, StringComparison.Ordinal);

        Assert.Equal(0, CliRun.Of(command.Split(' ')[1..]).ExitCode);
        string[] best = File.ReadAllLines(Path.Combine(search, "trials.csv"))[1].Split(',');
        string[] epoch = File.ReadAllLines(Path.Combine(search, "best", "history.csv"))[int.Parse(best[4], System.Globalization.CultureInfo.InvariantCulture)].Split(',');
        Assert.Equal(best[6], epoch[4]); // accuracy by segment of the best epoch
        Assert.Equal(File.ReadAllText(Path.Combine(search, "best.json")), File.ReadAllText(Path.Combine(search, "best", "options.json")));
        Assert.Contains("genrenet train", File.ReadAllText(Path.Combine(search, "tune.html")), StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(_folder.File("pictures")), file => file.EndsWith("by-learning-rate.svg", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_is_the_only_output_and_the_same_command_trains_nothing_again()
    {
        CliRun first = Tune(_folder.File("search"), "--space", _space, "--json");
        CliRun again = Tune(_folder.File("search"), "--space", _space, "--json");
        Assert.Equal(first.Output, again.Output);
        Assert.Equal(4, JsonDocument.Parse(first.Output).RootElement.GetProperty("trials").GetArrayLength());
        Assert.Contains("4 of them were started by an earlier run", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_given_as_options_are_not_searched()
    {
        CliRun run = Tune(_folder.File("search"), "--network", "dense", "--learning-rate", "0.001", "--augment", "--search", "random");
        Assert.Equal(0, run.ExitCode);
        string header = File.ReadLines(Path.Combine(_folder.File("search"), "trials.csv")).First();
        Assert.DoesNotContain("network", header, StringComparison.Ordinal);
        Assert.DoesNotContain("augmentation", header, StringComparison.Ordinal);
        Assert.Contains("weight_decay", header, StringComparison.Ordinal);
        Assert.All(["--network dense ", "--learning-rate 0.001 ", "--augment "], option => Assert.Contains(option, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Invalid_input_is_reported_in_one_line()
    {
        Refused(1, "learning_rate is set both in", "--space", _space, "--learning-rate", "0.1");
        Refused(1, "Cannot read the search space", "--space", _folder.File("none.json"));
        Refused(2, "--eta has no effect with --search Random", "--search", "random", "--eta", "4");
        Refused(2, "--search must be one of Random, Halving, not 'grid'", "--search", "grid");
        Refused(2, "--objective must be one of Tracks, Segments, Loss, not 'f1'", "--objective", "f1");
        Refused(2, "--validation-folds must be a number from 3", "--validation-folds", "2");
        Refused(2, "--trials must be a number from 1", "--trials", "0");
        Refused(2, "--json and --train-best cannot be combined", "--json", "--train-best");
        Refused(1, "Remove --validation-folds", "--split", "leaky-segments", "--validation-folds", "3");
        Assert.Equal(0, Tune(_folder.File("search"), "--space", _space).ExitCode);
        Refused(1, "Use the same settings to resume, another --out, or --force", "--space", _space, "--seed", "9");
    }

    [Fact]
    public void Two_searches_cannot_use_one_folder_at_the_same_time()
    {
        var folder = new SearchFolder(_folder.File("search"));
        using (folder.Hold())
        {
            Refused(1, "Another search is running", "--space", _space);
        }

        Assert.Equal(0, Tune(folder.Path, "--space", _space, "--trials", "1").ExitCode);
    }

    private void Refused(int exitCode, string reason, params string[] more)
    {
        CliRun run = Tune(_folder.File("search"), more);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Internal error", run.Error, StringComparison.Ordinal);
    }

    private CliRun Tune(string folder, params string[] more) =>
        CliRun.Of(["tune", _data, "--out", folder, .. more, .. Missing(more, "--trials", "4"), .. Missing(more, "--epochs", "3"), .. Missing(more, "--threads", "1"), .. Halving(more)]);

    private static string[] Halving(string[] more) => more.Contains("--search") ? [] : ["--min-epochs", "1", .. Missing(more, "--eta", "3")];

    private static string[] Missing(string[] given, string option, string value) => given.Contains(option) ? [] : [option, value];
}
