using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Fitting.Teaching;

/// <summary>Complete fits with teachers.</summary>
public sealed class TaughtTrainingTests : IDisposable
{
    private static readonly FeatureSet Data = TestFeatures.Make();

    private static readonly TrainingOptions Options = new()
    {
        Network = "dense-regularized",
        Epochs = 5,
        Patience = 5,
        BatchSize = 8,
        Threads = 1,
        Seed = 5,
        Augmentation = new AugmentationOptions { Mixup = 0.3 },
        Teaching = new TeachingOptions { Teachers = [new TeacherFacts("a.onnx", new string('a', 64))], EmbeddingWeight = 0.5 },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unlabelled_clips_improve_the_fit()
    {
        // The genre does not show in the labelled data, and in the clips it does.
        FeatureSet blind = TestFeatures.Make(contrast: 0, seed: 3);
        FeatureSet clips = Unlabelled(TestFeatures.Make(tracksPerGenre: 12, seed: 4));
        FeatureSet test = TestFeatures.Make(seed: 8);
        TeachingOptions teaching = Options.Teaching! with { EmbeddingWeight = 0, Weight = 0, Unlabelled = new UnlabelledFacts("clips", new string('1', 64), 36) };
        var data = TeachingData.Of(teaching, blind, [Answers(blind, 0)], clips, [Answers(clips, 0)]);
        TrainingOptions options = Options with { Teaching = teaching, Epochs = 25, LearningRate = 2e-3, Augmentation = null };
        using FittedNetwork taught = new Trainer(options).Fit(blind, Split(blind).WithoutValidation(), CancellationToken.None, new FittingHooks { Teaching = data });
        using FittedNetwork alone = new Trainer(options with { Teaching = null }).Fit(blind, Split(blind).WithoutValidation(), CancellationToken.None);
        Assert.InRange(Accuracy(taught, test), 0.9, 1);
        Assert.InRange(Accuracy(alone, test), 0, 0.6);
    }

    [Fact]
    public void A_resumed_fit_with_a_teacher_gives_identical_weights()
    {
        var file = new CheckpointFile(Path.Combine(_folder.Path, "checkpoint.npz"));
        using FittedNetwork whole = Fit(new FittingHooks());
        using (FittedNetwork part = Fit(new FittingHooks { Checkpoint = file, GoOn = epoch => epoch.Epoch < 2 }))
        {
            Assert.Equal(2, part.History.Count);
        }

        using FittedNetwork resumed = Fit(new FittingHooks { Checkpoint = file, Resumes = true });
        Assert.Equal(whole.History, resumed.History);
        Assert.Equal(whole.Logits(Data.Gather([0, 20, 40]), 3), resumed.Logits(Data.Gather([0, 20, 40]), 3));
    }

    [Fact]
    public void A_checkpoint_of_another_teacher_is_rejected()
    {
        var file = new CheckpointFile(Path.Combine(_folder.Path, "checkpoint.npz"));
        Fit(new FittingHooks { Checkpoint = file, GoOn = epoch => epoch.Epoch < 2 }).Dispose();
        TrainingOptions other = Options with { Teaching = Options.Teaching! with { Teachers = [new TeacherFacts("a.onnx", new string('b', 64))] } };
        GenreNet.Core.GenreNetException problem = Assert.Throws<GenreNet.Core.GenreNetException>(() => Fit(new FittingHooks { Checkpoint = file, Resumes = true }, other));
        Assert.Contains("teaching.teachers", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_changes_the_fit_and_is_on_the_card_but_is_not_exported()
    {
        var run = TrainingRun.Execute(Data, Split(Data), Options, null, CancellationToken.None, new FittingHooks { Teaching = Teaching(Data) });
        var plain = TrainingRun.Execute(Data, Split(Data), Options with { Teaching = null }, null, CancellationToken.None);
        Assert.NotEqual(plain.History, run.History);
        Assert.Equal(plain.Card.ParameterCount, run.Card.ParameterCount);
        Assert.Contains($"taught by a.onnx (SHA-256 {new string('a', 64)}): 0.5 of the loss", run.Card.Training.Method, StringComparison.Ordinal);
        using var classifier = GenreClassifier.Load(new MemoryStream(run.Model));
        Assert.Equal(32, classifier.EmbeddingSize);
        Assert.Contains("\"embedding_weight\": 0.5", System.Text.Json.JsonSerializer.Serialize(run.Options, TrainingJson.Default.TrainingOptions), StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_of_an_ensemble_share_the_teacher()
    {
        using FittedNetwork fitted = new EnsembleTrainer(Options with { EnsembleSize = 2, Epochs = 2 }).Fit(
            Data, Split(Data), CancellationToken.None, new FittingHooks { Teaching = Teaching(Data) });
        Assert.Equal(2, fitted.History.Count);
    }

    [Fact]
    public void Teacher_settings_without_outputs_are_rejected() =>
        Assert.Throws<ArgumentException>(() => new Trainer(Options).Fit(Data, Split(Data), CancellationToken.None));

    [Fact]
    public void Settings_out_of_range_are_rejected()
    {
        TeachingOptions teaching = Options.Teaching!;
        Assert.Throws<ArgumentOutOfRangeException>(() => (teaching with { Weight = 1.1 }).Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => (teaching with { EmbeddingWeight = -1 }).Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => (teaching with { Temperature = 0 }).Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => (teaching with { Teachers = [] }).Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => (Options with { TrackExponent = 1.5 }).Validate());
        teaching.Validate();
    }

    private static FittedNetwork Fit(FittingHooks hooks, TrainingOptions? options = null) =>
        new Trainer(options ?? Options).Fit(Data, Split(Data), CancellationToken.None, hooks with { Teaching = Teaching(Data) });

    private static TeachingData Teaching(FeatureSet data) => TeachingData.Of(Options.Teaching!, data, [Answers(data, 2)]);

    // The teacher is right, and its embedding says so.
    private static TeacherAnswers Answers(FeatureSet data, int embeddingSize) => new(
        new TeacherFacts("a.onnx", new string('a', 64)), TestFeatures.Genres, embeddingSize, TestFeatures.Options,
        data.Tracks.ToDictionary(t => t.Id, t =>
        {
            int genre = Array.IndexOf(TestFeatures.Genres, t.Id.Split('/')[0]);
            return new TeacherAnswer([.. Enumerable.Range(0, 3).Select(g => g == genre ? 0.8f : 0.1f)], embeddingSize == 0 ? [] : [genre, 1 - genre]);
        }));

    private static FeatureSet Unlabelled(FeatureSet data) => new(new FeatureSetContent
    {
        Values = data.ToArray(),
        Labels = new int[data.SegmentCount],
        TrackIds = data.TrackIds,
        Genres = [TrackLibrary.UnlabelledGenre],
        Options = data.Options,
        DatasetName = "clips",
        DatasetFingerprint = new string('1', 64),
    });

    private static double Accuracy(FittedNetwork network, FeatureSet data)
    {
        float[] logits = network.Logits(data, [.. Enumerable.Range(0, data.SegmentCount)]);
        return logits.Chunk(3).Index().Average(row => Array.IndexOf(row.Item, row.Item.Max()) == data.Labels[row.Index] ? 1.0 : 0);
    }

    private static DataSplit Split(FeatureSet data) => TrackSplit.Automatic(data, 0.3, 0.2, 5);
}
