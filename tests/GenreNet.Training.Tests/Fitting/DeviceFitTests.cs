using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Networks;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Onnx;
using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Optimizer = GenreNet.Training.Fitting.Optimizer;
using OptimizerOptions = GenreNet.Training.Fitting.OptimizerOptions;

namespace GenreNet.Training.Tests.Fitting;

/// <summary>
/// What other devices do, on machines without a GPU: on torch's device meta, which has shapes but no values and refuses tensors of another
/// device, and on the CPU in the way of other devices.
/// </summary>
public class DeviceFitTests
{
    private static readonly FeatureSet Data = TestFeatures.Make();

    private static readonly DataSplit Split = TrackSplit.Automatic(Data, 0.3, 0.2, 5);

    private static readonly TrainingOptions Options = new() { Network = "dense-regularized", Epochs = 3, BatchSize = 8, Threads = 1, Seed = 5 };

    private static readonly Dictionary<string, TrainingOptions> OptionsByName = new()
    {
        ["plain"] = Options,
        ["convolutions"] = Options with { Network = "cnn", Epochs = 2 },
        ["recurrent"] = Options with { Network = "crnn", Epochs = 2 },
        ["momentum"] = Options with { Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd }, LearningRate = 1e-3 },
        ["everything"] = Options with
        {
            Optimizer = new OptimizerOptions { Kind = OptimizerKind.AdamW, WeightDecay = 0.01 },
            Augmentation = AugmentationOptions.Moderate with { Mixup = 0.3 },
            GradientAccumulationSteps = 3,
            ClipNorm = 1,
            LabelSmoothing = 0.1,
            BalanceGenres = true,
        },
        ["teachers"] = Options with { Teaching = new TeachingOptions { Teachers = [new TeacherFacts("a.onnx", new string('a', 64))], EmbeddingWeight = 0.1 } },
        ["ensemble"] = Options with { EnsembleSize = 2, Epochs = 2 },
    };

    public DeviceFitTests() => NativeTorch.EnsureLoaded();

    public static TheoryData<string> LayerNames { get; } = [.. OnnxParityTests.LayerNames.Select(row => row.Data)];

    public static TheoryData<string> NetworkNames { get; } = [.. GenreNetworks.Names];

    public static TheoryData<string> SettingNames { get; } = [.. OptionsByName.Keys];

    [Theory]
    [MemberData(nameof(LayerNames))]
    public void Layers_have_all_tensors_on_their_device(string name) =>
        RunOnMeta(new NetworkSpec("test", OnnxParityTests.Layers[name]), TensorShape.Of(FeatureOptions.Default));

    [Theory]
    [MemberData(nameof(NetworkNames))]
    public void Networks_have_all_tensors_on_their_device(string name)
    {
        NetworkSpec spec = GenreNetworks.Create(name, 5);
        TensorShape[] shapes = [.. ((FeatureOptions[])[FeatureOptions.Default, FeatureOptions.LogMels, FeatureOptions.MusicnnMels, FeatureOptions.Summaries])
            .Select(TensorShape.Of)];
        RunOnMeta(spec, shapes.First(shape => Accepts(spec, shape)));
    }

    [Fact]
    public void A_step_has_all_tensors_on_its_device()
    {
        using DisposeScope scope = NewDisposeScope();
        var options = new TrainingOptions { BalanceGenres = true, LabelSmoothing = 0.1, Augmentation = AugmentationOptions.Moderate with { Mixup = 0.3 } };
        int[] segments = [.. Enumerable.Range(0, Data.SegmentCount)];
        using var network = new TorchNetwork(GenreNetworks.Create("dense", 3), TensorShape.Of(Data.Options), META);
        using var loss = new BatchLoss(options, Data, segments, META);
        TorchSharp.Modules.Parameter[] trained = [.. network.parameters()];
        using var optimizer = Optimizer.Create(trained, new OptimizerOptions { WeightDecay = 0.1 }, [.. trained.Select(network.L2Of)], isOnCpu: false);
        using var state = new FittingState(network, options, isOnCpu: false);
        Batch[] batches =
        [
            new SegmentTensors(Data, segments, META).Shuffled(8, new SeededRandom(1)).First(),
            AugmentedSegments.For(Data, segments, new TrainingSegments(Data, segments, options), options, META)!.Shuffled(8, new SeededRandom(1)).First(),
        ];
        foreach (Batch batch in batches)
        {
            // The cross entropy of labels has no kernel for this device.
            Assert.All((Tensor?[])[batch.Features, batch.Labels, batch.MixedLabels ?? batch.Labels], tensor => Assert.Equal(DeviceType.META, tensor!.device_type));
            network.forward(batch.Features).sum().backward();
            optimizer.Step(0.1);
        }

        Assert.All(optimizer.State, memory => Assert.Equal(DeviceType.META, memory.Tensor.device_type));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_recurrent_layer_of_other_devices_computes_the_same(bool isBidirectional)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(4);
        var gru = new Gru(6, isBidirectional);
        using var native = new GruModule(gru, 5);
        using var stepwise = new StepwiseGruModule(gru, 5, CPU);
        var own = stepwise.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter);
        var theirs = native.named_parameters().ToDictionary(parameter => parameter.name["gru.".Length..], parameter => parameter.parameter);
        Assert.Equal(theirs.Keys.Order(StringComparer.Ordinal), own.Keys.Order(StringComparer.Ordinal));
        using (no_grad())
        {
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in theirs)
            {
                own[name].copy_(parameter.normal_(0, 0.5));
            }
        }

        Tensor input = randn([3, 9, 5]);
        Tensor factors = randn([3, 9, isBidirectional ? 12 : 6]);
        Tensor expected = native.forward(input);
        Tensor actual = stepwise.forward(input);
        Near(expected, actual);
        expected.mul(factors).sum().backward();
        actual.mul(factors).sum().backward();
        Assert.All(theirs, parameter => Near(parameter.Value.grad!, own[parameter.Key].grad!));
    }

    [Theory]
    [MemberData(nameof(SettingNames))]
    public void A_fit_in_the_way_of_other_devices_matches_that_on_the_cpu(string name)
    {
        TrainingOptions options = OptionsByName[name];
        using FittedNetwork plain = Fit(options, new FittingHooks());
        using FittedNetwork other = Fit(options, new FittingHooks { TreatsCpuAsDevice = true });
        Assert.Equal(plain.History.Count, other.History.Count);
        Assert.Equal(plain.Mean.ToArray(), other.Mean.ToArray());
        foreach ((EpochResult expected, EpochResult actual) in plain.History.Zip(other.History))
        {
            // Rounding differs between the optimizers, and Adam divides by gradients close to zero.
            Assert.Equal(expected.Loss, actual.Loss, expected.Loss * 1e-3);
            Assert.Equal(expected.ValidationLoss, actual.ValidationLoss, expected.ValidationLoss * 1e-2);
        }
    }

    [Theory]
    [InlineData("everything")]
    [InlineData("momentum")]
    public void A_checkpoint_restores_a_fit_on_another_device(string name)
    {
        using var folder = new TemporaryFolder();
        var hooks = new FittingHooks { TreatsCpuAsDevice = true, Checkpoint = new CheckpointFile(folder.File("checkpoint.npz")) };
        using FittedNetwork complete = Fit(OptionsByName[name], hooks with { Checkpoint = null });
        Fit(OptionsByName[name], hooks with { GoOn = epoch => epoch.Epoch < 2 }).Dispose();
        using FittedNetwork resumed = Fit(OptionsByName[name], hooks with { Resumes = true });
        Assert.Equal(complete.History, resumed.History);
        Assert.Equal(complete.Logits(Data, [0, 20, 40]), resumed.Logits(Data, [0, 20, 40]));
    }

    [Fact]
    public void The_penalty_is_that_of_the_cpu()
    {
        using var network = new TorchNetwork(GenreNetworks.Create("cnn", 3), TensorShape.Of(FeatureOptions.Default));
        Assert.NotEmpty(network.PenalizedKernels);
        double penalty = BatchLoss.Penalty(network);
        Assert.Equal(penalty, BatchLoss.PenaltyOnDevice(network), penalty * 1e-5);
        using var without = new TorchNetwork(GenreNetworks.Create("dense", 3), TensorShape.Of(FeatureOptions.Default));
        Assert.Equal(BatchLoss.Penalty(without), BatchLoss.PenaltyOnDevice(without));
    }

    [Fact]
    public void A_copy_has_the_weights_and_the_frozen_layers()
    {
        using var network = new TorchNetwork(GenreNetworks.Create("cnn", 3), TensorShape.Of(FeatureOptions.Default));
        string first = network.SaveWeights().Names[0].Layer;
        network.Freeze(layer => layer != first);
        using TorchNetwork copy = network.CopyTo(CPU);
        Assert.Equal(network.parameters().Select(parameter => parameter.requires_grad), copy.parameters().Select(parameter => parameter.requires_grad));
        NetworkWeights weights = copy.SaveWeights();
        Assert.All(network.SaveWeights().Names, name => Assert.Equal(network.SaveWeights()[name.Layer, name.Role].Values, weights[name.Layer, name.Role].Values));
    }

    [Fact]
    public void The_device_is_part_of_the_settings_only_if_it_is_not_the_cpu()
    {
        string plain = System.Text.Json.JsonSerializer.Serialize(Options, GenreNet.Training.Runs.TrainingJson.Default.TrainingOptions);
        Assert.DoesNotContain("device", plain, StringComparison.Ordinal);
        TrainingOptions onGpu = Options with { Device = new TorchDevice(TorchDeviceKind.Cuda, 1) };
        string gpu = System.Text.Json.JsonSerializer.Serialize(onGpu, GenreNet.Training.Runs.TrainingJson.Default.TrainingOptions);
        Assert.Contains("\"device\": \"cuda:1\"", gpu, StringComparison.Ordinal);
        Assert.Equal(onGpu.Device, System.Text.Json.JsonSerializer.Deserialize(gpu, GenreNet.Training.Runs.TrainingJson.Default.TrainingOptions)!.Device);
    }

    private static FittedNetwork Fit(TrainingOptions options, FittingHooks hooks) =>
        new EnsembleTrainer(options).Fit(Data, Split, CancellationToken.None, hooks with { Teaching = options.Teaching is null ? null : Teaching(options.Teaching) });

    private static TeachingData Teaching(TeachingOptions options) => TeachingData.Of(options, Data, [new TeacherAnswers(
        new TeacherFacts("a.onnx", new string('a', 64)), TestFeatures.Genres, 2, TestFeatures.Options,
        Data.Tracks.ToDictionary(track => track.Id, track => new TeacherAnswer([0.5f, 0.3f, 0.2f], [track.Label, 1])))]);

    // Weights, and each layer on an input of its own, because many operations have no kernel for this device.
    private static void RunOnMeta(NetworkSpec spec, TensorShape shape)
    {
        using DisposeScope scope = NewDisposeScope();
        using var network = new TorchNetwork(spec, shape, META);
        Assert.All(network.parameters(), parameter => Assert.Equal(DeviceType.META, parameter.device_type));
        Assert.All(network.buffers(), buffer => Assert.Equal(DeviceType.META, buffer.device_type));
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(spec, shape);
        for (int i = 0; i < spec.Layers.Count; i++)
        {
            try
            {
                Tensor output = network.Run(i..(i + 1), empty([4, .. shapes[i].Axes.Select(axis => (long)axis)], device: META));
                Assert.Equal(DeviceType.META, output.device_type);
            }
            catch (System.Runtime.InteropServices.ExternalException problem) when (
                problem.Message.Contains("attempted to run this operator with Meta tensors", StringComparison.Ordinal)
                || problem.Message.Contains("convolution_overrideable not implemented", StringComparison.Ordinal))
            {
                // The weights are on the device, as asserted above.
            }
        }
    }

    private static void Near(Tensor one, Tensor other)
    {
        Assert.Equal(one.shape, other.shape);
        Assert.All(
            one.detach().contiguous().data<float>().ToArray().Zip(other.detach().contiguous().data<float>().ToArray()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static bool Accepts(NetworkSpec spec, TensorShape shape)
    {
        try
        {
            ShapeInference.Infer(spec, shape);
            return true;
        }
        catch (GenreNet.Core.GenreNetException)
        {
            return false;
        }
    }
}
