using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Onnx;

/// <summary>Decision trees give the same in torch, in ONNX Runtime and by hand.</summary>
public class TreeParityTests
{
    private static readonly string Layer = LayerPath.Of(1);

    [Fact]
    public void A_value_equal_to_the_threshold_goes_to_the_second_child()
    {
        // One tree per genre: a stump on column 0, and a single leaf.
        var spec = new NetworkSpec("trees", [new Flatten(), new TreeEnsemble(2, 1, 4, 1)]);
        NetworkWeights weights = Weights([0, 3], [0, 0, 0, 0], [1.5f, float.MinValue, float.MinValue, float.MinValue], [1, 1, 2, 3], [0, 10, 20, 30], [1, 2]);
        Compare(spec, weights, new TensorShape(1, 2), [1.5f, 0, 1.6f, 0, -7, 9], [21, 32, 11, 32, 21, 32]);
    }

    [Fact]
    public void Random_trees_of_different_depths_match_the_sum_of_their_leaves()
    {
        var random = new SeededRandom(5);
        const int Units = 3, Trees = 4, Columns = 6;
        List<float> roots = [], features = [], thresholds = [], children = [], values = [];
        int deepest = 0;
        for (int tree = 0; tree < Units * Trees; tree++)
        {
            roots.Add(values.Count);
            deepest = Math.Max(deepest, Grow(random, tree % 5, Columns, features, thresholds, children, values));
        }

        var layer = new TreeEnsemble(Units, Trees, values.Count, deepest);
        float[] biases = [0.5f, -1, 2];
        float[] rows = [.. Enumerable.Range(0, 40 * Columns).Select(_ => (float)random.NextGaussian())];
        float[] expected = [.. rows.Chunk(Columns).SelectMany(row => Enumerable.Range(0, Units).Select(unit =>
            biases[unit] + Enumerable.Range(unit * Trees, Trees).Sum(tree => Follow(row, (int)roots[tree], features, thresholds, children, values))))];
        Compare(new NetworkSpec("trees", [new Flatten(), layer]), Weights([.. roots], [.. features], [.. thresholds], [.. children], [.. values], biases), new TensorShape(1, Columns), rows, expected);
    }

    [Fact]
    public void Trees_need_a_vector_and_enough_nodes()
    {
        Assert.Throws<NetworkException>(() => ShapeInference.Infer(new NetworkSpec("trees", [new TreeEnsemble(2, 1, 2, 0)]), new TensorShape(3, 4)));
        Assert.Throws<NetworkException>(() => ShapeInference.Infer(new NetworkSpec("trees", [new Flatten(), new TreeEnsemble(2, 2, 3, 0)]), new TensorShape(3, 4)));
        Assert.Equal(new NetworkCost(2 * 4 + 2, 2), NetworkCost.Of(new NetworkSpec("trees", [new Flatten(), new TreeEnsemble(2, 1, 4, 1)]), new TensorShape(1, 2)));
    }

    [Fact]
    public void An_index_outside_of_the_arrays_is_refused_by_ONNX_Runtime()
    {
        var spec = new NetworkSpec("trees", [new Flatten(), new TreeEnsemble(2, 1, 4, 2)]);
        NetworkWeights weights = Weights([0, 3], [0, 99, 0, 0], [1.5f, 1, float.MinValue, float.MinValue], [1, 1, 2, 3], [0, 10, 20, 30], [1, 2]);
        byte[] file = OnnxExporter.Export(spec, new TensorShape(1, 2), weights, Card(2));
        using var classifier = GenreClassifier.Load(new MemoryStream(file));
        Assert.ThrowsAny<Exception>(() => classifier.ClassifyFeatures(new float[] { 9, 9 }));
    }

    private static void Compare(NetworkSpec spec, NetworkWeights weights, TensorShape input, float[] rows, float[] expected)
    {
        long[] shape = [rows.Length / input.Size, input[0], input[1]];
        using var network = new TorchNetwork(spec, input);
        network.LoadWeights(weights);
        network.eval();
        using (no_grad())
        using (TorchSharp.DisposeScope scope = NewDisposeScope())
        {
            float[] torch = network.forward(tensor(rows, shape)).data<float>().ToArray();
            Assert.All(torch.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        }

        byte[] file = OnnxExporter.Export(spec, input, network.SaveWeights(), Card(expected.Length / (int)shape[0], input.Size));
        Assert.InRange(OnnxVerifier.Verify(file, rows, shape, expected), 0, 1e-5);

        // The guard accepts the file, and the embedding is the input of the trees.
        using var classifier = GenreClassifier.Load(new MemoryStream(file));
        Assert.Equal(input.Size, classifier.EmbeddingSize);
        Assert.Equal(expected.Length, classifier.ClassifyFeatures(rows).Length);
        Assert.Equal(network.SaveWeights().ParameterCount, NetworkCost.Of(spec, input).Parameters);
    }

    private static NetworkWeights Weights(float[] roots, float[] features, float[] thresholds, float[] children, float[] values, float[] biases) => new()
    {
        [Layer, WeightRoles.Root] = new WeightArray([1, roots.Length], roots),
        [Layer, WeightRoles.SplitFeature] = new WeightArray([1, features.Length], features),
        [Layer, WeightRoles.Threshold] = new WeightArray([1, thresholds.Length], thresholds),
        [Layer, WeightRoles.Child] = new WeightArray([1, children.Length], children),
        [Layer, WeightRoles.Weight] = new WeightArray([1, values.Length], values),
        [Layer, WeightRoles.Bias] = new WeightArray([biases.Length], biases),
    };

    private static int Grow(SeededRandom random, int depth, int columns, List<float> features, List<float> thresholds, List<float> children, List<float> values)
    {
        var waiting = new Queue<(int Node, int Left)>();
        int Add()
        {
            features.Add(0);
            thresholds.Add(float.MinValue);
            children.Add(values.Count);
            values.Add((float)random.NextGaussian());
            return values.Count - 1;
        }

        waiting.Enqueue((Add(), depth));
        int deepest = 0;
        while (waiting.TryDequeue(out (int Node, int Left) next))
        {
            if (next.Left == 0)
            {
                continue;
            }

            features[next.Node] = random.Next(columns);
            thresholds[next.Node] = (float)random.NextGaussian();
            children[next.Node] = Add();
            waiting.Enqueue(((int)children[next.Node], random.Next(next.Left)));
            waiting.Enqueue((Add(), next.Left - 1));
            deepest = Math.Max(deepest, depth - next.Left + 1);
        }

        return Math.Max(deepest, depth);
    }

    private static float Follow(float[] row, int node, List<float> features, List<float> thresholds, List<float> children, List<float> values)
    {
        while ((int)children[node] != node)
        {
            node = (int)children[node] + (row[(int)features[node]] <= thresholds[node] ? 1 : 0);
        }

        return values[node];
    }

    private static ModelCard Card(int genres, int columns = 2) => new()
    {
        FormatVersion = ModelFormat.Version,
        Network = "trees",
        ParameterCount = 0,
        Genres = [.. Enumerable.Range(0, genres).Select(genre => $"genre {genre}")],
        Features = FeatureOptions.External("test", columns),
        Standardization = Standardization.None,
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
