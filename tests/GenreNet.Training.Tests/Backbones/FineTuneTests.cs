using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Backbones;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Cli;

namespace GenreNet.Training.Tests.Backbones;

/// <summary>Pretrained networks whose last blocks are fitted.</summary>
[Slow]
public sealed class FineTuneTests(InstalledBackbones installed) : IClassFixture<InstalledBackbones>
{
    [Fact]
    public void A_fine_tuned_model_is_exported_and_evaluated_on_audio()
    {
        string run = installed.File("tuned");
        CliRun train = CliRun.Of(
            "train", installed.Music, "--backbone", "tiny", "--segment-seconds", "1", "--fine-tune",
            "--epochs", "2", "--batch-size", "8", "--threads", "1", "--out", run);
        Assert.True(train.ExitCode == 0, train.Error);
        Assert.Contains("the outputs of ONNX Runtime and torch differ by at most", train.Output, StringComparison.Ordinal);
        string model = Path.Combine(run, "model.onnx");
        using (var classifier = GenreClassifier.Load(model))
        {
            ModelCard card = classifier.Card;
            Assert.Equal("tiny+linear", card.Network);
            Assert.Equal("tiny", Assert.Single(card.Backbones!).Name);
            Assert.Contains("fine-tuning of the last 2 blocks", card.Training.Method, StringComparison.Ordinal);
            Assert.Equal(SegmentPooling.LogMean, card.Pooling);
            Assert.NotNull(card.Test);
            // The output was trained for the embedding as it was.
            Assert.Null(card.Content);
        }

        Assert.False(File.Exists(Path.Combine(run, "head.onnx")));
        CliRun evaluated = CliRun.Of("evaluate", model, installed.Music, "--subset", "test", "--json");
        Assert.True(evaluated.ExitCode == 0, evaluated.Error);
        JsonElement saved = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json"))).RootElement;
        JsonElement now = JsonDocument.Parse(evaluated.Output).RootElement;
        Assert.Equal(saved.GetProperty("track_accuracy").GetDouble(), now.GetProperty("track_accuracy").GetDouble());
        Assert.Equal(0, CliRun.Of("predict", Path.Combine(installed.Music, "folk", "00.wav"), "--model", model).ExitCode);
        Assert.Contains("Give the audio instead", CliRun.Of(
            "evaluate", model, Path.Combine(run, "features.npz")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_networks_are_fine_tuned_together_in_all_blocks()
    {
        string run = installed.File("tuned-two");
        CliRun train = CliRun.Of(
            "train", installed.Music, "--backbone", "tiny+small", "--segment-seconds", "1", "--fine-tune", "--fine-tune-blocks", "all",
            "--epochs", "1", "--batch-size", "16", "--threads", "1", "--out", run);
        Assert.True(train.ExitCode == 0, train.Error);
        using var classifier = GenreClassifier.Load(Path.Combine(run, "model.onnx"));
        Assert.Equal(2, classifier.Card.Backbones!.Count);
        Assert.Equal(FeatureKind.Joined, classifier.Card.Features.Kind);
        Assert.Contains("fine-tuning of all blocks", classifier.Card.Training.Method, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny+small")]
    public void Fine_tuning_changes_only_the_last_blocks_and_the_classifier(string names)
    {
        using var backbone = TrainingBackbone.Open(names, 1);
        FeatureSet embeddings = Extract(new FeaturePipeline(backbone.Features, backbone.Encode));
        FeaturePipeline inputs = FineTuner.InputsOf(backbone, backbone.Features);
        FeatureSet data = Extract(inputs).With(FineTuner.FeaturesOf(inputs));
        DataSplit split = TrackSplit.Stratified(data, 0.2, 0.2, 1);
        var options = new TrainingOptions
        {
            FineTuning = new FineTuningOptions { Blocks = 1 },
            Network = GenreNetworks.Linear,
            Epochs = 2,
            LearningRate = 1e-3,
            BatchSize = 8,
            Threads = 1,
        };
        FineTuningStart start = FineTuner.Start(backbone, embeddings, split, options, TestContext.Current.CancellationToken);

        // Before the fit, the whole is what the embeddings and the linear classifier are one after the other. Random networks make
        // embeddings that hardly
        // vary, and the classifier magnifies their roundings.
        using FittedNetwork head = new EnsembleTrainer(options with { FineTuning = null })
            .Fit(embeddings, split, TestContext.Current.CancellationToken);
        int[] some = [.. Enumerable.Range(0, 6)];
        using (var untouched = new Training.Torch.TorchNetwork(start.Network, TensorShape.Of(data.Options)))
        {
            untouched.LoadWeights(start.Weights);
            untouched.eval();
            using TorchSharp.torch.Tensor logits =
                untouched.forward(TorchSharp.torch.tensor(data.Gather(some), [some.Length, data.FrameCount, data.CoefficientCount]));
            Assert.All(head.Logits(embeddings, some).Zip(logits.data<float>().ToArray()), pair =>
                Assert.Equal(pair.First, pair.Second, 0.03));
        }

        // Without validation tracks the last epoch is kept, whatever it comes to.
        using FittedNetwork fitted = new Trainer(options)
            .Fit(data, split.WithoutValidation(), TestContext.Current.CancellationToken, new FittingHooks { Start = start });
        Assert.Equal(2, fitted.BestEpoch);
        NetworkWeights weights = fitted.Network.SaveWeights();
        bool Changed((string Layer, string Role) name) =>
            !weights[name.Layer, name.Role].Values.SequenceEqual(start.Weights[name.Layer, name.Role].Values);
        var trained = weights.Names.Where(name => start.Trains(name.Layer) && WeightRoles.IsTrained(name.Role)).ToArray();
        Assert.All(trained, name => Assert.True(Changed(name), $"{name} did not change"));
        Assert.All(weights.Names.Except(trained), name => Assert.False(Changed(name), $"{name} changed"));
        // The last convolution, its normalisation and the classifier: five arrays for one network.
        Assert.Equal((3 * names.Split('+').Length) + 2, trained.Length);
    }

    [Fact]
    public void The_start_is_kept_if_no_epoch_is_better()
    {
        string run = installed.File("kept");
        CliRun train = CliRun.Of(
            "train", installed.Music, "--backbone", "tiny", "--segment-seconds", "1", "--fine-tune",
            "--epochs", "1", "--learning-rate", "10", "--clip-norm", "1", "--threads", "1", "--out", run);
        Assert.True(train.ExitCode == 0, train.Error);
        Assert.Contains("so the pretrained networks are unchanged", train.Output, StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("report", run).ExitCode);
    }

    [Theory]
    [InlineData(2, "--fine-tune requires pretrained networks and audio. Add --backbone", "--fine-tune")]
    [InlineData(2, "--fine-tune-blocks has no effect without --fine-tune", "--backbone", "tiny", "--fine-tune-blocks", "2")]
    [InlineData(2, "must be a whole number of at least 1, or 'all', not '0'", "--backbone", "tiny", "--fine-tune", "--fine-tune-blocks", "0")]
    [InlineData(1, "Remove --network dense or --fine-tune", "--backbone", "tiny", "--fine-tune", "--network", "dense")]
    [InlineData(1, "Remove --monitor None", "--backbone", "tiny", "--fine-tune", "--monitor", "None")]
    [InlineData(1, "--fine-tune needs validation tracks", "--backbone", "tiny", "--fine-tune", "--split", "everything")]
    [InlineData(1, "has no checkpoints", "--backbone", "tiny", "--fine-tune", "--resume")]
    public void Contradictory_options_are_rejected(int exitCode, string message, params string[] options)
    {
        CliRun train = CliRun.Of(
            [.. (string[])["train", installed.Music, "--segment-seconds", "1", "--out", installed.File("refused")], .. options]);
        Assert.Equal(exitCode, train.ExitCode);
        Assert.Contains(message, train.Error, StringComparison.Ordinal);
    }

    private FeatureSet Extract(FeaturePipeline pipeline) => FeatureExtraction.Run(
        TrackLibrary.Open(installed.Music, TestContext.Current.CancellationToken),
        pipeline,
        cancellationToken: TestContext.Current.CancellationToken).Features;
}
