using System.Text.Json;
using GenreNet.Inference;

namespace GenreNet.Training.Tests.Cli;

/// <summary>Training with a teacher, cross-validation and votes, on a small synthetic dataset.</summary>
[Slow]
public sealed class TeacherCommandTests : IClassFixture<TeacherCommandTests.Workplace>
{
    private readonly Workplace _place;

    public TeacherCommandTests(Workplace place) => _place = place;

    [Fact]
    public void Train_with_a_teacher_excludes_unlabelled_clips_of_the_data_and_stores_the_predictions()
    {
        string folder = Path.Combine(_place.Root, "taught");
        string[] arguments =
        [
            "train", _place.Dataset, "--network", "cnn-small", "--epochs", "1", "--teacher", _place.Teacher, "--teacher-embedding-weight", "0.5",
            "--unlabelled", _place.Clips, "--augmented-variants", "1", "--out", folder,
        ];
        CliRun run = CliRun.Of(arguments);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 of 11 clips of", run.Error, StringComparison.Ordinal);
        Assert.Contains("Classifying with model.onnx: 30/30 tracks", run.Output, StringComparison.Ordinal);
        JsonElement options = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "options.json"))).RootElement.GetProperty("teaching");
        Assert.Equal(64, options.GetProperty("teachers")[0].GetProperty("sha256").GetString()!.Length);
        Assert.Equal(10, options.GetProperty("unlabelled").GetProperty("tracks").GetInt32());
        Assert.Equal(2, Directory.GetFiles(folder, "*.teacher-*.npz").Length);
        using (var model = GenreClassifier.Load(Path.Combine(folder, "model.onnx")))
        {
            Assert.Contains("taught by model.onnx", model.Card.Training.Method, StringComparison.Ordinal);
            Assert.Contains("10 clips of clips without labels", model.Card.Training.Method, StringComparison.Ordinal);
        }

        // The answers are there, and the same run gives the same model.
        byte[] first = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
        CliRun again = CliRun.Of([.. arguments, "--force"]);
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain("Classifying with", again.Output, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
    }

    [Fact]
    public void Prepared_features_require_the_original_audio()
    {
        string[] arguments = ["train", _place.Cache, "--network", "cnn-small", "--epochs", "1", "--teacher", _place.Teacher, "--out", Path.Combine(_place.Root, "prepared")];
        Failed(1, "Use --teacher-audio to give the audio", arguments);
        Failed(1, "is not the audio that", [.. arguments, "--teacher-audio", _place.Other]);
        CliRun run = CliRun.Of([.. arguments, "--teacher-audio", _place.Dataset]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Models_are_cross_validated_and_combined()
    {
        string mfcc = Path.Combine(_place.Root, "cv-mfcc");
        string summary = Path.Combine(_place.Root, "cv-summary");
        Done("crossval", _place.Cache, "--network", "cnn-small", "--epochs", "2", "--folds", "3", "--pooling", "log-mean", "--out", mfcc);
        Done("crossval", _place.Dataset, "--features", "Summary", "--segment-seconds", "2", "--network", "linear", "--folds", "3", "--out", summary);
        Done("train", _place.Cache, "--network", "cnn-small", "--epochs", "2", "--monitor", "None", "--split", "everything", "--out", Path.Combine(_place.Root, "all"));
        string vote = Path.Combine(_place.Root, "vote.onnx");
        CliRun run = CliRun.Of(
            "combine", Path.Combine(_place.Root, "all", "model.onnx"), _place.Teacher, "--crossval", Path.Combine(mfcc, "crossval.json"), Path.Combine(summary, "crossval.json"),
            "--balance-genres", "--out", vote);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("of 30 tracks", run.Output, StringComparison.Ordinal);
        using var model = GenreClassifier.Load(vote);
        Assert.Equal(2, model.Card.Parts!.Count);
        Assert.Equal(10, model.Classify(Directory.GetFiles(_place.Clips)[0]).Ranking.Count);

        Failed(
            1, "Give the reports in the order of the models",
            "combine", Path.Combine(_place.Root, "all", "model.onnx"), _place.Teacher, "--crossval", Path.Combine(summary, "crossval.json"), Path.Combine(mfcc, "crossval.json"), "--force", "--out", vote);
        Failed(2, "Required argument", "combine", vote, "--weights", "1", "--out", vote);
        Failed(2, "one crossval.json per model", "combine", vote, vote, "--crossval", "x", "--out", vote);
        Failed(2, "must be 2 numbers from 0 to 1", "combine", vote, vote, "--weights", "0.3", "--out", vote);
        Failed(1, "crossval.json", "combine", vote, vote, "--crossval", "none/crossval.json", "none/crossval.json", "--force", "--out", vote);
    }

    [Theory]
    [InlineData(2, "--teacher-weight has no effect without --teacher", "--teacher-weight", "0.3")]
    [InlineData(2, "--unlabelled has no effect without --teacher", "--unlabelled", "x")]
    [InlineData(2, "--teacher-weight must be", "--teacher", "x.onnx", "--teacher-weight", "2")]
    [InlineData(2, "--teacher-weight", "--teacher", "x.onnx", "--teacher-weight", "x")]
    [InlineData(2, "the teacher has no effect", "--teacher", "x.onnx", "--teacher-weight", "0")]
    [InlineData(1, "The teacher missing.onnx cannot be read", "--teacher", "missing.onnx")]
    [InlineData(1, "learns only from labels", "--teacher", "x.onnx", "--network", "linear")]
    [InlineData(1, "--learn-table requires summary features", "--learn-table", "x.csv")]
    [InlineData(2, "--pooling must be mean or log-mean, not 'median'", "--pooling", "median")]
    [InlineData(1, "The split has no validation tracks to select the best epoch", "--split", "everything", "--network", "cnn-small")]
    public void Inconsistent_options_are_rejected(int exitCode, string words, params string[] options) =>
        Failed(exitCode, words, ["train", _place.Cache, "--out", Path.Combine(_place.Root, "refused"), .. options]);

    private static void Done(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    private static void Failed(int exitCode, string words, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, run.ExitCode);
    }

    public sealed class Workplace : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Workplace()
        {
            Done("synthesize", "--out", Dataset, "--tracks", "3", "--seconds", "4", "--seed", "3");
            Done("synthesize", "--out", Other, "--tracks", "1", "--seconds", "4", "--seed", "9");
            Done("prepare", Dataset, "--out", Cache);
            Done("train", Dataset, "--features", "Summary", "--segment-seconds", "2", "--network", "linear", "--split", "everything", "--out", Path.Combine(Root, "teacher"));

            // In no folders of genres, and one of them is in the dataset as well.
            Directory.CreateDirectory(Clips);
            foreach (string file in Directory.GetFiles(Other, "*.wav", SearchOption.AllDirectories))
            {
                File.Copy(file, Path.Combine(Clips, $"clip-{Path.GetFileName(Path.GetDirectoryName(file))}.wav"));
            }

            File.Copy(Directory.GetFiles(Dataset, "*.wav", SearchOption.AllDirectories)[0], Path.Combine(Clips, "known.wav"));
        }

        public string Root => _folder.Path;

        public string Dataset => Path.Combine(Root, "dataset");

        public string Other => Path.Combine(Root, "other");

        public string Clips => Path.Combine(Root, "clips");

        public string Cache => Path.Combine(Root, "features.npz");

        public string Teacher => Path.Combine(Root, "teacher", "model.onnx");

        public void Dispose() => _folder.Dispose();
    }
}
