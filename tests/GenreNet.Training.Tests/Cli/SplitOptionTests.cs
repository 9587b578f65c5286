using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

/// <summary>The ways to split, as a user of <c>train</c> and <c>evaluate</c> meets them.</summary>
public sealed class SplitOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FeatureSet _data = TestFeatures.Make(tracksPerGenre: 10, segmentsPerTrack: 4);
    private readonly string _cache;

    public SplitOptionTests()
    {
        _cache = _folder.File("data.npz");
        FeatureCache.Save(_cache, new PreparedFeatures(_data, [], []));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_given_fold_is_the_test_part()
    {
        CliRun run = Train("fold2", "--split", "fold", "--folds", "5", "--fold", "2");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Split: fold 2 of 5, stratified by genre, seed 42: 18 tracks for training, 6 tracks for validation, 6 tracks for testing.", run.Output, StringComparison.Ordinal);
        Assert.Equal(TrackSplit.Folds(_data, 5, 42)[1].ToJson(), File.ReadAllText(SplitOf("fold2")));
    }

    [Fact]
    public void Another_network_is_trained_on_the_split_of_a_run()
    {
        Train("first", "--seed", "9");
        CliRun second = Train("second", "--seed", "10", "--split-file", SplitOf("first"));
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Equal(File.ReadAllText(SplitOf("first")), File.ReadAllText(SplitOf("second")));
    }

    [Fact]
    public void Groups_are_kept_together_and_unknown_tracks_of_the_list_are_counted()
    {
        string groups = _folder.File("groups.csv");
        File.WriteAllText(groups, "track,group\nblues/000,x\nblues/001,x\ndisco/000,x\nblues/777,x\n");
        CliRun run = Train("grouped", "--groups", groups);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: 1 track of the list of groups is not in made-up: blues/777.", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 group of 3 tracks kept together", run.Output, StringComparison.Ordinal);
        DataSplit split = SplitFile.Load(SplitOf("grouped"));
        Assert.Single((IReadOnlyList<string>[])[split.Train, split.Validation, split.Test], part => part.Intersect(["blues/000", "blues/001", "disco/000"]).Any());
    }

    [Fact]
    public void Lists_define_the_split_and_missing_tracks_are_reported()
    {
        string[] lists = [.. ((string[])["train", "valid", "test"]).Select((name, part) =>
        {
            string path = _folder.File($"{name}.txt");
            File.WriteAllLines(path, TestFeatures.Genres.SelectMany(genre => Enumerable.Range(0, 3).Select(i => $"genres/{genre}/{(3 * part) + i:D3}.wav")));
            return path;
        })];
        File.AppendAllText(lists[2], "blues/099.wav\n");
        CliRun run = Train("lists", ["--split-files", .. lists]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 of the 10 lines of test.txt matches no track of made-up, for example line 10, blues/099.wav.", run.Error, StringComparison.Ordinal);
        Assert.Contains("3 of 30 tracks are in no part of the split", run.Error, StringComparison.Ordinal);
        Assert.Equal(9, SplitFile.Load(SplitOf("lists")).Test.Count);
    }

    [Fact]
    public void Two_lists_are_used_for_training_and_testing()
    {
        (string train, string test) = (_folder.File("train.txt"), _folder.File("valid.txt"));
        File.WriteAllLines(train, TestFeatures.Genres.SelectMany(genre => Enumerable.Range(0, 8).Select(i => $"{genre}/{i:D3}")));
        File.WriteAllLines(test, TestFeatures.Genres.SelectMany(genre => Enumerable.Range(8, 2).Select(i => $"{genre}/{i:D3}")));
        CliRun run = Train("two", "--split-files", train, test, "--validation-share", "0.25");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("validation tracks drawn from the training list, seed 42: 18 tracks for training, 6 tracks for validation, 6 tracks for testing.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leaky_split_is_marked_wherever_its_accuracy_is_reported()
    {
        CliRun run = Train("leaky", "--split", "leaky-segments");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"warning: {DataSplit.LeakyWarning}", run.Error, StringComparison.Ordinal);
        Assert.Contains("(leaky)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Warning: ", run.Output, StringComparison.Ordinal);
        string folder = Path.Combine(_folder.Path, "leaky");
        Assert.All((string[])["metrics.json", "split.json"], name => Assert.Contains("leaky-segments", File.ReadAllText(Path.Combine(folder, name)), StringComparison.Ordinal));

        string model = Path.Combine(folder, "model.onnx");
        using (var classifier = GenreClassifier.Load(model))
        {
            Assert.Equal(DataSplit.LeakyWarning, classifier.Card.Training.Warning);
            Assert.True(classifier.Card.Training.Split.IsLeaky);
        }

        CliRun evaluation = CliRun.Of("evaluate", model, _cache, "--json");
        Assert.Contains("was trained on segments of these tracks", evaluation.Error, StringComparison.Ordinal);
        JsonElement json = JsonDocument.Parse(evaluation.Output).RootElement;
        Assert.Equal(24, json.GetProperty("segments").GetInt32());
        Assert.Contains("inflated", json.GetProperty("warning").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_give_no_warning_and_evaluate_uses_the_test_fold()
    {
        Train("fold", "--split", "fold", "--folds", "3", "--fold", "3");
        CliRun evaluation = CliRun.Of("evaluate", Path.Combine(_folder.Path, "fold", "model.onnx"), _cache, "--json");
        JsonElement json = JsonDocument.Parse(evaluation.Output).RootElement;
        Assert.Equal("fold", json.GetProperty("split").GetString());
        Assert.False(json.TryGetProperty("warning", out _));
    }

    [Theory]
    [InlineData(2, "--fold must be a number from 1 to 10", "--split", "fold", "--fold", "11")]
    [InlineData(2, "requires --fold", "--split", "fold")]
    [InlineData(2, "--folds must be a number from 3", "--split", "fold", "--folds", "2", "--fold", "1")]
    [InlineData(2, "--fold must be a number", "--split", "fold", "--fold", "one")]
    [InlineData(2, "require --split fold", "--fold", "1")]
    [InlineData(2, "magic", "--split", "magic")]
    [InlineData(2, "cannot be combined", "--split", "stratified", "--split-file", "x.json")]
    [InlineData(2, "three files", "--split-files", "x.txt")]
    [InlineData(1, "nowhere.json", "--split-file", "nowhere.json")]
    [InlineData(1, "nowhere.txt", "--split-files", "nowhere.txt", "b.txt", "c.txt")]
    [InlineData(1, "nowhere.csv", "--groups", "nowhere.csv")]
    [InlineData(1, "does not define training and test tracks", "--split", "dataset")]
    [InlineData(1, "has 10 usable tracks, but a split into 20 parts needs at least 20", "--split", "fold", "--folds", "20", "--fold", "1")]
    public void Wrong_usage_is_reported_in_one_line_and_no_file_is_written(int exitCode, string part, params string[] arguments)
    {
        CliRun run = Train("wrong", arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        string folder = Path.Combine(_folder.Path, "wrong");
        Assert.True(!Directory.Exists(folder) || Directory.GetFiles(folder).Length == 0);
    }

    private string SplitOf(string run) => Path.Combine(_folder.Path, run, "split.json");

    private CliRun Train(string name, params string[] arguments) => CliRun.Of(
        ["train", _cache, "--network", "dense-regularized", "--epochs", "2", "--threads", "1", "--out", Path.Combine(_folder.Path, name), .. arguments]);
}
