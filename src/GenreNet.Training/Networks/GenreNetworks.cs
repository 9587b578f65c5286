using GenreNet.Core.Errors;

namespace GenreNet.Training.Networks;

/// <summary>The catalogue of networks, by name.</summary>
public static class GenreNetworks
{
    private const double L2 = 0.001;

    /// <summary>The network that is trained unless another is asked for.</summary>
    public const string Default = "cnn";

    /// <summary>The network for segments that are too small for <see cref="Default"/>, such as summaries.</summary>
    public const string DefaultForRows = "summary";

    private static readonly (string Name, string Idea, Func<int, LayerSpec[]> Layers)[] Catalogue =
    [
        ("dense", "512-256-64 on the flattened segment", Dense),
        ("dense-regularized", "256-128-32 with L2, batch normalisation and dropout 0.4", DenseRegularized),
        ("summary", "for summaries: logarithms of variances, noise, 256-128 with batch normalisation and dropout 0.3", Summary),
        ("cnn-small", "three convolutions of 32 filters", CnnSmall),
        ("cnn", "convolutions of 32, 64 and 128 filters, dense 128, dropout 0.4, L2", Cnn),
        ("resnet", "three residual stages of 32, 64 and 128 filters, pooled over the whole segment", ResNet),
        ("mel-resnet", "for log-mel features: the same however loud, three residual stages of 16, 32 and 64 filters, pooled over the whole segment", MelResNet),
        ("crnn", "three convolutions, then a recurrent layer of 64 units both ways", Crnn),
        ("transformer", "patches of five frames, three blocks of attention with four heads", Transformer),
    ];

    /// <summary>All names, in the order of size of idea: from the plainest network on.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Catalogue.Select(entry => entry.Name)];

    /// <summary>What a network is, in a line.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="GenreNetException">There is no network of that name.</exception>
    public static string Describe(string name) => Find(name).Idea;

    /// <summary>The network to train on segments of a shape unless another is asked for.</summary>
    /// <param name="segment"><c>[frames, coefficients]</c>.</param>
    public static string DefaultFor(TensorShape segment) => Fits(Default, segment) ? Default : DefaultForRows;

    /// <summary>Makes sure, before long work, that a network can take segments of a shape.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="segment"><c>[frames, coefficients]</c>.</param>
    /// <exception cref="GenreNetException">It cannot; the message names those that can.</exception>
    public static void RequireFits(string name, TensorShape segment)
    {
        if (!Fits(name, segment))
        {
            throw new GenreNetException(
                $"the network {name} is too deep for segments of {string.Join('x', segment.Axes)}: take one that fits, {string.Join(", ", Names.Where(n => Fits(n, segment)))}.");
        }
    }

    /// <summary>The network of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="genreCount">Outputs of the last layer.</param>
    /// <exception cref="GenreNetException">There is no network of that name.</exception>
    public static NetworkSpec Create(string name, int genreCount) => new(name, Find(name).Layers(genreCount));

    private static (string Name, string Idea, Func<int, LayerSpec[]> Layers) Find(string name) =>
        Catalogue.FirstOrDefault(entry => entry.Name == name) is { Name: not null } found
            ? found
            : throw new GenreNetException($"there is no network named '{name}': choose one of {string.Join(", ", Names)}.");

    private static bool Fits(string name, TensorShape segment)
    {
        try
        {
            ShapeInference.Infer(Create(name, genreCount: 2), segment);
            return true;
        }
        catch (GenreNetException) when (Names.Contains(name))
        {
            return false;
        }
    }

    // Three hidden layers on the flattened segment; nothing holds it back from learning the training set by heart.
    private static LayerSpec[] Dense(int genreCount) =>
    [
        new Standardize(), new Flatten(),
        new Dense(512), new Relu(),
        new Dense(256), new Relu(),
        new Dense(64), new Relu(),
        new Dense(genreCount),
    ];

    private static LayerSpec[] DenseRegularized(int genreCount) =>
    [
        new Standardize(), new Flatten(),
        new Dense(256, L2), new Relu(), new BatchNorm(), new Dropout(0.4),
        new Dense(128, L2), new Relu(), new BatchNorm(), new Dropout(0.4),
        new Dense(32, L2), new Relu(), new BatchNorm(), new Dropout(0.4),
        new Dense(genreCount),
    ];

    // Variances differ by orders of magnitude, and their logarithms do not. The noise makes a small table larger.
    private static LayerSpec[] Summary(int genreCount) =>
    [
        new Logarithm(First: 1, Step: 2), new Standardize(), new Flatten(), new GaussianNoise(0.3),
        new Dense(256), new BatchNorm(), new Relu(), new Dropout(0.3),
        new Dense(128), new BatchNorm(), new Relu(), new Dropout(0.3),
        new Dense(genreCount),
    ];

    private static LayerSpec[] CnnSmall(int genreCount) =>
    [
        new Standardize(), new AddChannel(),
        new Conv2d(32, 3), new Relu(), new MaxPool2d(3, 2), new BatchNorm(),
        new Conv2d(32, 3), new Relu(), new MaxPool2d(3, 2), new BatchNorm(),
        new Conv2d(32, 2), new Relu(), new MaxPool2d(2, 2), new BatchNorm(),
        new Flatten(), new Dense(64), new Relu(), new Dropout(0.3),
        new Dense(genreCount),
    ];

    private static LayerSpec[] Cnn(int genreCount) =>
    [
        new Standardize(), new AddChannel(),
        new Conv2d(32, 3, L2), new Relu(), new MaxPool2d(3, 2), new BatchNorm(),
        new Conv2d(64, 3, L2), new Relu(), new MaxPool2d(3, 2), new BatchNorm(),
        new Conv2d(128, 2, L2), new Relu(), new MaxPool2d(2, 2), new BatchNorm(),
        new Flatten(), new Dense(128, L2), new Relu(), new Dropout(0.4),
        new Dense(genreCount),
    ];

    // Blocks of two convolutions, each half as long and twice as deep as the one before; pooled over everything that is left.
    private static LayerSpec[] ResNet(int genreCount) =>
    [
        new Standardize(), new AddChannel(),
        new Conv2d(24, 3, Padding: 1), new BatchNorm(), new Relu(),
        .. ResidualStage(32), .. ResidualStage(64), .. ResidualStage(128),
        new GlobalAveragePool(), new Dropout(0.4),
        new Dense(genreCount),
    ];

    // Two frames at once, because bands are many and a 20th of a second is short.
    private static LayerSpec[] MelResNet(int genreCount) =>
    [
        new LevelInvariant(), new Standardize(), new AddChannel(), new AveragePool2d(2, 1),
        new Conv2d(16, 3, Padding: 1), new BatchNorm(), new Relu(),
        .. ResidualStage(16), .. ResidualStage(32), .. ResidualStage(64),
        new GlobalAveragePool(), new Dropout(0.3),
        new Dense(genreCount),
    ];

    private static LayerSpec[] ResidualStage(int filters) =>
    [
        new Residual(
            [
                new Conv2d(filters, 3, Stride: 2, Padding: 1), new BatchNorm(), new Relu(),
                new Conv2d(filters, 3, Padding: 1), new BatchNorm(),
            ],
            [new Conv2d(filters, 1, Stride: 2), new BatchNorm()]),
        new Relu(),
    ];

    // Convolutions look at moments, the recurrent layer at how they follow each other.
    private static LayerSpec[] Crnn(int genreCount) =>
    [
        new Standardize(), new AddChannel(),
        new Conv2d(32, 3, Padding: 1), new BatchNorm(), new Relu(), new AveragePool2d(2, 2),
        new Conv2d(64, 3, Padding: 1), new BatchNorm(), new Relu(), new AveragePool2d(2, 2),
        new Conv2d(96, 3, Padding: 1), new BatchNorm(), new Relu(), new AveragePool2d(2, 1), new Dropout(0.3),
        new ToSequence(), new Gru(64, IsBidirectional: true),
        new GlobalAveragePool(), new Dropout(0.4),
        new Dense(genreCount),
    ];

    // Five frames, about a tenth of a second, are a word.
    private static LayerSpec[] Transformer(int genreCount) =>
    [
        new Standardize(), new Patches(5, 0, 96), new PositionEmbedding(), new Dropout(0.1),
        .. TransformerBlock(96), .. TransformerBlock(96), .. TransformerBlock(96),
        new LayerNorm(), new GlobalAveragePool(), new Dropout(0.3),
        new Dense(genreCount),
    ];

    private static LayerSpec[] TransformerBlock(int units) =>
    [
        new Residual([new LayerNorm(), new SelfAttention(4), new Dropout(0.1)]),
        new Residual([new LayerNorm(), new Dense(2 * units), new Gelu(), new Dropout(0.1), new Dense(units), new Dropout(0.1)]),
    ];
}
