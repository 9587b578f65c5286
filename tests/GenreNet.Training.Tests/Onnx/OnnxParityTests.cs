using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Torch;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace GenreNet.Training.Tests.Onnx;

/// <summary>Every layer and every network gives the same in torch and in ONNX Runtime.</summary>
public class OnnxParityTests
{
    private const int Genres = 5;

    internal static readonly Dictionary<string, LayerSpec[]> Layers = new()
    {
        ["standardize, flatten, dense"] = [new Standardize(), new Flatten(), new Dense(Genres)],
        ["relu"] = [new Relu(), new Flatten(), new Dense(Genres)],
        ["dropout"] = [new Flatten(), new Dropout(0.5), new Dense(Genres)],
        ["convolution"] = [new AddChannel(), new Conv2d(4, 3), new Flatten(), new Dense(Genres)],
        ["even convolution"] = [new AddChannel(), new Conv2d(4, 2), new Flatten(), new Dense(Genres)],
        ["pool 3 by 2"] = [new AddChannel(), new MaxPool2d(3, 2), new Flatten(), new Dense(Genres)],
        ["pool 2 by 2"] = [new AddChannel(), new MaxPool2d(2, 2), new Flatten(), new Dense(Genres)],
        ["pool 3 by 1"] = [new AddChannel(), new MaxPool2d(3, 1), new Flatten(), new Dense(Genres)],
        ["pool 2 by 3"] = [new AddChannel(), new MaxPool2d(2, 3), new Flatten(), new Dense(Genres)],
        ["batch norm of channels"] = [new AddChannel(), new Conv2d(4, 3), new BatchNorm(), new Flatten(), new Dense(Genres)],
        ["convolution with stride and padding"] = [new AddChannel(), new Conv2d(4, 3, Stride: 2, Padding: 1), new Flatten(), new Dense(Genres)],
        ["average pool"] = [new AddChannel(), new Conv2d(4, 3), new AveragePool2d(3, 2), new Flatten(), new Dense(Genres)],
        ["global average of an image"] = [new AddChannel(), new Conv2d(4, 3), new GlobalAveragePool(), new Dense(Genres)],
        ["global maximum of an image"] = [new AddChannel(), new Conv2d(4, 3), new GlobalMaxPool(), new Dense(Genres)],
        ["global maximum of a sequence"] = [new Dense(8), new GlobalMaxPool(), new Dense(Genres)],
        ["residual"] = [new AddChannel(), new Conv2d(4, 3), new Residual([new Relu(), new Conv2d(4, 3, Padding: 1), new BatchNorm()]), new Flatten(), new Dense(Genres)],
        ["residual with a shortcut"] = [new AddChannel(), new Residual([new Conv2d(4, 3, Stride: 2, Padding: 1), new Residual([new Relu()])], [new Conv2d(4, 1, Stride: 2)]), new Flatten(), new Dense(Genres)],
        ["voting networks"] = [new Standardize(), new Fork([[new Flatten(), new Dense(Genres)], [new GlobalMaxPool(), new Dense(Genres)], [new Gru(3), new Flatten(), new Dense(Genres)]], BranchMerge.Mean)],
        ["vectors joined"] = [new Fork([[new StatisticsPool()], [new AddChannel(), new Conv2d(4, 3), new GlobalAveragePool()]]), new Dense(Genres)],
        ["images joined"] = [new AddChannel(), new Fork([[new Conv2d(2, 3, Padding: 1)], []]), new Flatten(), new Dense(Genres)],
        ["sequences joined"] = [new Fork([[new Dense(4)], [], [new Gru(2)]]), new Flatten(), new Dense(Genres)],
        ["gelu"] = [new Standardize(), new Gelu(), new Flatten(), new Dense(Genres)],
        ["dense of a sequence"] = [new Dense(7), new Flatten(), new Dense(Genres)],
        ["image to sequence"] = [new AddChannel(), new Conv2d(4, 3), new ToSequence(), new Dense(3), new Flatten(), new Dense(Genres)],
        ["gru"] = [new Standardize(), new Gru(6), new Flatten(), new Dense(Genres)],
        ["gru both ways"] = [new Standardize(), new Gru(6, true), new GlobalAveragePool(), new Dense(Genres)],
        ["patches"] = [new Standardize(), new Patches(16, 4, 6), new Flatten(), new Dense(Genres)],
        ["patches of all bands"] = [new Standardize(), new Patches(10, 0, 6), new PositionEmbedding(), new Flatten(), new Dense(Genres)],
        ["layer norm"] = [new LayerNorm(), new Flatten(), new Dense(Genres)],
        ["layer norm of units"] = [new Flatten(), new LayerNorm(), new Dense(Genres)],
        ["self-attention"] = [new Dense(8), new LayerNorm(), new SelfAttention(2), new Flatten(), new Dense(Genres)],
        ["level of one coefficient"] = [new LevelInvariant(1), new Standardize(), new Flatten(), new Dense(Genres)],
        ["level of all coefficients"] = [new LevelInvariant(), new Standardize(), new Flatten(), new Dense(Genres)],
        ["logarithm of every other column"] = [new Logarithm(1, 2), new Standardize(), new Flatten(), new Dense(Genres)],
        ["some columns"] = [new Standardize(), new SelectColumns([12, 3, 3]), new Flatten(), new Dense(Genres)],
        ["noise"] = [new Standardize(), new GaussianNoise(5), new Flatten(), new Dense(Genres)],
        ["statistics of an image"] = [new AddChannel(), new Conv2d(4, 3), new StatisticsPool(), new Dense(Genres)],
        ["statistics of a sequence"] = [new Dense(8), new StatisticsPool(), new Dense(Genres)],
        ["standardized vector"] = [new Flatten(), new Dense(8), new Standardize(), new Dense(Genres)],
        ["convolution of another width than length"] = [new AddChannel(),
            new Conv2d(4, 5, Padding: 2) { KernelBands = 3, PaddingBands = 0 }, new Flatten(), new Dense(Genres)],
        ["convolution with more zeros at the end"] = [new AddChannel(),
            new Conv2d(4, 8, L2: 0.1, Padding: 3) { KernelBands = 1, PaddingBands = 0, PaddingAfter = 4 }, new Flatten(),
            new Dense(Genres)],
        ["depthwise convolution"] = [new AddChannel(), new Conv2d(4, 3), new Conv2d(8, 3, Stride: 2, Padding: 1) { IsDepthwise = true },
            new Flatten(), new Dense(Genres)],
        ["convolution without bias"] = [new AddChannel(), new Conv2d(4, 3) { IsUnbiased = true }, new BatchNorm(), new Flatten(),
            new Dense(Genres)],
        ["maximum over bands"] = [new AddChannel(), new Conv2d(4, 3), new BandMaxPool(), new Flatten(), new Dense(Genres)],
        ["hard swish"] = [new Standardize(), new HardSwish(), new Flatten(), new Dense(Genres)],
        ["sigmoid"] = [new Standardize(), new Sigmoid(), new Flatten(), new Dense(Genres)],
        ["scale"] = [new Scale(-0.3), new Flatten(), new Dense(Genres)],
        ["squeeze-excitation"] = [new AddChannel(), new Conv2d(4, 3),
            new Gate([new GlobalAveragePool(), new Dense(2), new Relu(), new Dense(4), new Sigmoid()]), new Flatten(), new Dense(Genres)],
        ["gate of a sequence"] = [new Standardize(), new Gate([new GlobalMaxPool(), new Sigmoid()]), new Flatten(), new Dense(Genres)],
        ["gate of every value"] = [new Standardize(), new Gate([new Sigmoid()]), new Flatten(), new Dense(Genres)],
        ["product of branches"] = [new Fork([[new Dense(4)], [new Dense(4)], [new Dense(4), new Sigmoid()]], BranchMerge.Product),
            new Flatten(), new Dense(Genres)],
        ["tap"] = [new Standardize(), new Flatten(), new Dense(8), new Tap("content", [new Dense(3), new Sigmoid()]), new Dense(Genres)],
        ["weighted votes"] = [new Standardize(),
            new Fork([[new Flatten(), new Dense(Genres), new Scale(0.7)], [new GlobalMaxPool(), new Dense(Genres), new Scale(0.3)]],
            BranchMerge.Sum)],
        ["batch norm of units"] = [new Flatten(), new Dense(8), new BatchNorm(), new Dense(Genres)],
    };

    // Two views of 20 x 8 and 10 x 13 values in a row.
    private static readonly LayerSpec[] Views =
    [
        new Fork([
            [new View(0, 20, 8), new Standardize(), new AddChannel(), new Conv2d(4, 3), new GlobalAveragePool()],
            [new View(160, 10, 13), new Standardize(), new GlobalMaxPool()],
        ]),
        new Dense(Genres),
    ];

    public static TheoryData<string> LayerNames { get; } = [.. Layers.Keys];

    public static TheoryData<string> NetworkNames { get; } = [.. GenreNetworks.Names];

    [Theory]
    [MemberData(nameof(LayerNames))]
    public void Layer_outputs_match_in_torch_and_onnx(string name) => Compare(new NetworkSpec("test", Layers[name]));

    /// <summary>Each example is verified to have a cost, a torch module, ONNX nodes, and operators that ModelGuard accepts.</summary>
    [Fact]
    public void Every_type_of_layer_is_compared()
    {
        // The number of genres is known when a network file is opened, so this layer never reaches torch or ONNX. Trees have no random
        // start: TreeParityTests compare them.
        string[] types = [.. typeof(LayerSpec).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerSpec)) && !type.IsAbstract && type != typeof(GenreNet.Networks.Genres) && type != typeof(TreeEnsemble)).Select(type => type.Name)];
        Assert.Empty(types.Except(Layers.Values.Append(Views).SelectMany(Flat).Select(layer => layer.GetType().Name)));
        Assert.True(types.Length > 30);
    }

    [Theory]
    [MemberData(nameof(NetworkNames))]
    public void Network_outputs_match_in_torch_and_onnx(string name) => Compare(
        GenreNetworks.Create(name, Genres),
        name == "musicnn" ? TensorShape.Of(FeatureOptions.MusicnnMels) : null);

    [Fact]
    public void An_export_that_differs_is_rejected()
    {
        using TorchNetwork network = RandomNetwork(GenreNetworks.Create("cnn-small", Genres));
        (float[] features, float[] logits) = Run(network);
        byte[] file = OnnxExporter.Export(network.Spec, network.Input, network.SaveWeights(), Card());
        logits[7] += 1e-3f * Math.Max(1, Math.Abs(logits[7]));
        Assert.Throws<GenreNetException>(() => OnnxVerifier.Verify(file, features, [4, 130, 13], logits));
        logits[7] = float.NaN;
        Assert.Throws<GenreNetException>(() => OnnxVerifier.Verify(file, features, [4, 130, 13], logits));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(2.5)]
    public void The_temperature_of_the_card_divides_the_logits(double temperature)
    {
        using TorchNetwork network = RandomNetwork(GenreNetworks.Create("cnn-small", Genres));
        (float[] features, float[] logits) = Run(network);
        ModelCard card = Card() with { Calibration = new CalibrationFacts { Temperature = temperature, FittedOn = "a test", ErrorBefore = 0.2, ErrorAfter = 0.1 } };
        byte[] file = OnnxExporter.Export(network.Spec, network.Input, network.SaveWeights(), card);
        Assert.InRange(OnnxVerifier.Verify(file, features, [4, 130, 13], logits), 0, 1e-4);
        using var stream = new MemoryStream(file);
        using var classifier = GenreClassifier.Load(stream);
        Assert.Equal(card.Calibration, classifier.Card.Calibration);
        Assert.All(
            classifier.ClassifyFeatures(features).Zip(logits.Chunk(Genres).SelectMany(row => TemperatureScaling.Softmax(row, temperature))),
            pair => Assert.Equal(pair.Second, pair.First, 1e-3));
    }

    [Theory]
    [InlineData("cnn")]
    [InlineData("voting networks")]
    [InlineData("tap")]
    [InlineData("mn04")]
    public void The_embedding_is_the_input_of_the_last_layer(string name)
    {
        NetworkSpec spec = Layers.TryGetValue(name, out LayerSpec[]? layers) ? new NetworkSpec("test", layers) : GenreNetworks.Create(name, Genres);
        using TorchNetwork network = RandomNetwork(spec);
        (float[] features, float[] logits) = Run(network);
        NetworkWeights weights = network.SaveWeights();
        byte[] file = OnnxExporter.Export(spec, network.Input, weights, Card());
        using var classifier = GenreClassifier.Load(new MemoryStream(file));
        string[] last = spec.Layers[^1] is Fork fork
            ? [.. fork.Branches.Index().Select(b => LayerPath.Of(LayerPath.ListOf(LayerPath.Of(spec.Layers.Count - 1), LayerPath.Branch(b.Index)), b.Item.Count - 1))]
            : [LayerPath.Of(spec.Layers.Count - 1)];
        int[] sizes = [.. last.Select(path => (int)weights[path, WeightRoles.Weight].Shape[1])];
        Assert.Equal(sizes.Sum(), classifier.EmbeddingSize);
        foreach ((float[] embedding, float[] expected) in Embeddings(file, features).Chunk(classifier.EmbeddingSize).Zip(logits.Chunk(Genres)))
        {
            double[] sums = new double[Genres];
            int start = 0;
            foreach ((string path, int size) in last.Zip(sizes))
            {
                ReadOnlySpan<float> part = embedding.AsSpan(start, size);
                start += size;
                for (int genre = 0; genre < Genres; genre++)
                {
                    sums[genre] += (System.Numerics.Tensors.TensorPrimitives.Dot(part, weights[path, WeightRoles.Weight].Values.AsSpan(genre * size, size))
                        + weights[path, WeightRoles.Bias].Values[genre]) / last.Length;
                }
            }

            Assert.All(sums.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-3 * Math.Max(1, Math.Abs(pair.Second))));
        }
    }

    private static float[] Embeddings(byte[] file, float[] features) => Outputs(file, features, [4, 130, 13], ModelFormat.EmbeddingOutput);

    private static float[] Outputs(byte[] file, float[] features, long[] shape, string name)
    {
        using var session = new InferenceSession(file);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(features, shape);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [ModelFormat.FeaturesInput], [input], [name]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    [Fact]
    public void A_view_selects_the_same_columns_in_torch_and_onnx()
    {
        Compare(new NetworkSpec("views", Views), new TensorShape(1, 290));
        Assert.Throws<NetworkException>(() => ShapeInference.Infer(new NetworkSpec("views", Views), new TensorShape(1, 289)));
    }

    [Fact]
    public void A_weighted_vote_multiplies_probabilities_and_keeps_all_embeddings()
    {
        var spec = new NetworkSpec("test", Layers["weighted votes"]);
        using TorchNetwork network = RandomNetwork(spec);
        byte[] file = OnnxExporter.Export(spec, network.Input, network.SaveWeights(), Card());
        using var classifier = GenreClassifier.Load(new MemoryStream(file));
        Assert.Equal((130 * 13) + 13, classifier.EmbeddingSize);
    }

    [Fact]
    public void A_tap_is_an_additional_output_with_frozen_weights()
    {
        var spec = new NetworkSpec("test", Layers["tap"]);
        using TorchNetwork network = RandomNetwork(spec);
        (float[] features, _) = Run(network);
        byte[] file = OnnxExporter.Export(spec, network.Input, network.SaveWeights(), Card());
        using var session = new InferenceSession(file);
        Assert.Equal([-1, 3], session.OutputMetadata["content"].Dimensions);
        float[] content = Outputs(file, features, [4, 130, 13], "content");
        Assert.Equal(12, content.Length);
        Assert.All(content, probability => Assert.InRange(probability, 0, 1));
        Assert.True(content.Distinct().Count() > 3);
        Assert.Equal(4, network.parameters().Count(parameter => parameter.requires_grad));
        var twice = new NetworkSpec("test", [.. spec.Layers.Take(4), .. spec.Layers.Skip(3)]);
        using TorchNetwork other = RandomNetwork(twice);
        Assert.Throws<NetworkException>(() => OnnxExporter.Export(twice, other.Input, other.SaveWeights(), Card()));
    }

    [Fact]
    public void Float16_weights_change_the_logits_only_by_rounding()
    {
        using TorchNetwork network = RandomNetwork(GenreNetworks.Create("cnn-small", Genres));
        (float[] features, float[] logits) = Run(network);
        byte[] full = OnnxExporter.Export(network.Spec, network.Input, network.SaveWeights(), Card());
        byte[] half = OnnxExporter.Export(network.Spec, network.Input, network.SaveWeights(), Card(),
            new OnnxExportOptions { StoreWeightsAsFloat16 = true });
        Assert.InRange(half.Length, 0, 0.7 * full.Length);

        // Half of the last of eleven bits, in each factor of long sums.
        double scale = logits.Max(Math.Abs);
        Assert.All(Outputs(half, features, [4, 130, 13], ModelFormat.LogitsOutput).Zip(logits), pair =>
            Assert.Equal(pair.Second, pair.First, 2e-3 * scale));
        using var classifier = GenreClassifier.Load(new MemoryStream(half));
        Assert.Equal(64, classifier.EmbeddingSize);
    }

    private static void Compare(NetworkSpec spec, TensorShape? input = null)
    {
        using TorchNetwork network = RandomNetwork(spec, input);
        (float[] features, float[] logits) = Run(network);
        byte[] file = OnnxExporter.ExportEncoder(spec, network.Input, network.SaveWeights());
        float[] outputs = Outputs(file, features, [4, network.Input[0], network.Input[1]], ModelFormat.EmbeddingOutput);
        Assert.All(outputs.Zip(logits), pair => Assert.Equal(pair.Second, pair.First, 1e-4 * Math.Max(1, Math.Abs(pair.Second))));
        file = OnnxExporter.Export(spec, network.Input, network.SaveWeights(), Card());
        Assert.InRange(OnnxVerifier.Verify(file, features, [4, network.Input[0], network.Input[1]], logits), 0, 1e-4);
        Assert.True(logits.Distinct().Count() > Genres, "the network says the same of everything");

        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("model.onnx"), file);
        Assert.Equal("test", ModelCard.Read(folder.File("model.onnx")).Network);
        NetworkCost cost = NetworkCost.Of(spec, network.Input);
        // Torch does not have the branches of taps, which only the exported graph computes.
        Assert.True(spec.Layers.Any(layer => layer is Tap) || cost.Parameters == network.parameters().Sum(p => p.numel()), $"{cost.Parameters} parameters");
    }

    private static IEnumerable<LayerSpec> Flat(IEnumerable<LayerSpec> layers) =>
        layers.SelectMany(layer => layer is BlockSpec block ? block.Lists.SelectMany(list => Flat(list.Layers)).Prepend(layer) : [layer]);

    private static (float[] Features, float[] Logits) Run(TorchNetwork network)
    {
        var random = new SeededRandom(3);
        float[] features = [.. Enumerable.Range(0, 4 * network.Input.Size).Select(_ => (float)(20 * random.NextGaussian()))];
        using IDisposable noGradient = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        return (features, network.forward(torch.tensor(features, [4, network.Input[0], network.Input[1]])).data<float>().ToArray());
    }

    /// <summary>All arrays random, the statistics too, so that none of them can be forgotten unseen.</summary>
    private static TorchNetwork RandomNetwork(NetworkSpec spec, TensorShape? input = null)
    {
        torch.manual_seed(1);
        var network = new TorchNetwork(spec, input ?? new TensorShape(130, 13));
        var random = new SeededRandom(2);
        NetworkWeights weights = network.SaveWeights();
        foreach ((string layer, string role) in weights.Names)
        {
            // Matrices keep their start; what starts at 0 or 1 would not show if it were forgotten.
            WeightArray array = weights[layer, role];
            if (array.Shape.Count == 1)
            {
                weights[layer, role] = array with { Values = [.. array.Values.Select(_ => (float)random.NextDouble(0.5, 2))] };
            }
        }

        network.LoadWeights(weights);
        network.eval();
        return network;
    }

    private static ModelCard Card() => new()
    {
        FormatVersion = ModelFormat.Version,
        Network = "test",
        ParameterCount = 0,
        Genres = ["a", "b", "c", "d", "e"],
        Features = FeatureOptions.Default,
        Standardization = new Standardization { Mean = new float[13], Deviation = new float[13] },
        Training = new TrainingFacts
        {
            Dataset = "none",
            DatasetFingerprint = "0",
            Seed = 1,
            Threads = 1,
            Epochs = 1,
            BestEpoch = 1,
            BatchSize = 2,
            LearningRate = 1,
            Method = "none",
            Engine = "none",
            Split = new DataSplit { Train = [], Validation = [], Test = [], Seed = 1 },
        },
    };
}
