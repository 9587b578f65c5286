using GenreNet.Core;
using GenreNet.Core.Features;

namespace GenreNet.Networks;

/// <summary>Provides the catalogue of networks by name.</summary>
/// <example>
/// <code>
/// NetworkSpec network = GenreNetworks.Create(GenreNetworks.Default, genreCount: 10);
/// Console.WriteLine($"{network.Name}: {network.Layers.Count} layers");
/// </code>
/// </example>
/// <seealso cref="NetworkSpec"/>
/// <seealso cref="NetworkFile"/>
public static class GenreNetworks
{
    private const double L2 = 0.001;

    /// <summary>The name of the network that is trained by default.</summary>
    public const string Default = "cnn";

    /// <summary>The name of the linear classifier, which is trained by its own solver and not by gradient steps.</summary>
    public const string Linear = "linear";

    // The fallback if no other network fits.
    private const string Plain = "dense-regularized";

    private static readonly FeatureKind[] Any = Enum.GetValues<FeatureKind>();
    private static readonly FeatureKind[] Mels = [FeatureKind.LogMel, FeatureKind.EfficientAtMel, FeatureKind.MusicnnMel];
    private static readonly FeatureKind[] Frames = [FeatureKind.Mfcc, .. Mels];

    private static readonly (string Name, FeatureKind[] For, string Idea, Func<int, LayerSpec[]> Layers)[] Catalogue =
    [
        (Linear, Any, "linear classifier, fitted in seconds by logistic or ridge regression; for features per frame, on their means and deviations", genres => LinearRow(genres)),
        ("dense", Any, "512-256-64 on the flattened segment", Dense),
        (Plain, Any, "256-128-32 with L2, batch normalisation and dropout 0.4", DenseRegularized),
        ("summary", [FeatureKind.Summary], "for summaries: logarithms of variances, noise, 256-128 with batch normalisation and dropout 0.3", Summary),
        ("cnn-small", Frames, "three convolutions of 32 filters", CnnSmall),
        (Default, Frames, "convolutions of 32, 64 and 128 filters, dense 128, dropout 0.4, L2", Cnn),
        ("resnet", Frames, "three residual stages of 32, 64 and 128 filters, pooled over the entire segment", ResNet),
        ("mel-resnet", Mels, "for log-mel features: independent of the level, three residual stages of 16, 32 and 64 filters, pooled over the entire segment", MelResNet),
        ("mel-resnet-wide", Mels, "for log-mel features: independent of the level, three residual stages of 32, 48 and 96 filters, means and maxima over the entire segment", MelResNetWide),
        ("crnn", Frames, "three convolutions, then a bidirectional recurrent layer of 64 units", Crnn),
        ("transformer", Frames, "patches of five frames, three attention blocks with four heads", Transformer),
        ("mn04", [FeatureKind.EfficientAtMel],
            "EfficientAT's MobileNetV3 of width 0.4: 15 blocks of depthwise convolutions with squeeze-excitation", Mn04),
        ("musicnn", [FeatureKind.MusicnnMel], "musicnn: kernels that span bands and kernels that span frames, pooled over time",
            MusicnnNetwork),
    ];

    /// <summary>Gets all names, ordered by the complexity of the network, simplest first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Catalogue.Select(entry => entry.Name)];

    /// <summary>Returns a one-line description of a network.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="GenreNetException">There is no network with that name.</exception>
    public static string Describe(string name) => Find(name).Idea;

    /// <summary>Returns the networks that support features of the given kind and segments of their shape.</summary>
    /// <param name="features">The features.</param>
    public static IReadOnlyList<string> NamesFor(FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return [.. Catalogue.Where(entry => entry.For.Contains(features.Kind) && Fits(entry.Name, TensorShape.Of(features))).Select(entry => entry.Name)];
    }

    /// <summary>Returns the network that is trained on the given features by default.</summary>
    /// <param name="features">The features.</param>
    public static string DefaultFor(FeatureOptions features)
    {
        IReadOnlyList<string> names = NamesFor(features);
        string wanted = features.Kind switch
        {
            FeatureKind.Summary => "summary",
            FeatureKind.Mfcc => Default,
            FeatureKind.Embedding => Linear,
            FeatureKind.Joined => Plain,
            _ => "mel-resnet",
        };
        return names.Contains(wanted) ? wanted : Plain;
    }

    /// <summary>Checks that a network supports the given features and segments of their shape, before long work begins.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="features">The features.</param>
    /// <exception cref="GenreNetException">It does not, or there is no network with that name; the message lists the suitable
    /// ones.</exception>
    public static void RequireFits(string name, FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (!Find(name).For.Contains(features.Kind))
        {
            throw new GenreNetException($"The network {name} does not support {features.Kind} features: use one of {string.Join(", ", NamesFor(features))}.");
        }

        if (!Fits(name, TensorShape.Of(features)))
        {
            throw new GenreNetException($"The network {name} is too deep for segments of {features.FrameCount}x{features.CoefficientCount}: use one of {string.Join(", ", NamesFor(features))}.");
        }
    }

    /// <summary>Creates the network with the given name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="genreCount">Number of outputs of the last layer.</param>
    /// <exception cref="GenreNetException">There is no network with that name.</exception>
    public static NetworkSpec Create(string name, int genreCount) => new(name, Find(name).Layers(genreCount));

    /// <summary>Creates the network with the given name, in the variant for the given features if it has several.</summary>
    /// <inheritdoc cref="Create(string, int)"/>
    public static NetworkSpec Create(string name, int genreCount, FeatureOptions features) => (name, features) switch
    {
        (Linear, { Kind: FeatureKind.Summary }) => new NetworkSpec(name, LinearRow(genreCount, new Logarithm(First: 1, Step: 2))),
        (Linear, { FrameCount: > 1 }) => new NetworkSpec(name, [new Standardize(), new StatisticsPool(), new Dense(genreCount)]),
        _ => Create(name, genreCount),
    };

    private static (string Name, FeatureKind[] For, string Idea, Func<int, LayerSpec[]> Layers) Find(string name) =>
        Catalogue.FirstOrDefault(entry => entry.Name == name) is { Name: not null } found
            ? found
            : throw new GenreNetException($"The network '{name}' does not exist{NearestName.Suggestion(name, Names)}: use one of {string.Join(", ", Names)}.");

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

    // A row of values, or the frames concatenated.
    private static LayerSpec[] LinearRow(int genreCount, params LayerSpec[] before) => [.. before, new Standardize(), new Flatten(), new Dense(genreCount)];

    // Three hidden layers on the flattened segment; nothing prevents it from memorising the training set.
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

    // Variances differ by orders of magnitude, but their logarithms do not. The noise augments a small table.
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

    // Blocks of two convolutions, each half as long and twice as deep as the previous one, followed by global pooling.
    private static LayerSpec[] ResNet(int genreCount) =>
    [
        new Standardize(), new AddChannel(),
        new Conv2d(24, 3, Padding: 1), new BatchNorm(), new Relu(),
        .. ResidualStage(32), .. ResidualStage(64), .. ResidualStage(128),
        new GlobalAveragePool(), new Dropout(0.4),
        new Dense(genreCount),
    ];

    // Pools pairs of frames, because there are many bands and a 20th of a second is short.
    private static LayerSpec[] MelResNet(int genreCount) =>
    [
        new LevelInvariant(), new Standardize(), new AddChannel(), new AveragePool2d(2, 1),
        new Conv2d(16, 3, Padding: 1), new BatchNorm(), new Relu(),
        .. ResidualStage(16), .. ResidualStage(32), .. ResidualStage(64),
        new GlobalAveragePool(), new Dropout(0.3),
        new Dense(genreCount),
    ];

    private static LayerSpec[] MelResNetWide(int genreCount) =>
    [
        new LevelInvariant(), new Standardize(), new AddChannel(),
        new Conv2d(16, 5, Stride: 2, Padding: 2), new BatchNorm(), new Relu(),
        .. ResidualStage(32), .. ResidualStage(48), .. ResidualStage(96),
        new Fork([[new GlobalAveragePool()], [new GlobalMaxPool()]]), new Dropout(0.3),
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

    // Convolutions capture short patterns, the recurrent layer their order.
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

    // A token is five frames, about a tenth of a second.
    private static LayerSpec[] Transformer(int genreCount) =>
    [
        new Standardize(), new Patches(5, 0, 96), new PositionEmbedding(), new Dropout(0.1),
        .. TransformerBlock(96), .. TransformerBlock(96), .. TransformerBlock(96),
        new LayerNorm(), new GlobalAveragePool(), new Dropout(0.3),
        new Dense(genreCount),
    ];

    // The published architectures, with random weights.
    private static LayerSpec[] Mn04(int genreCount) =>
        [new Standardize(), .. EfficientAt.Backbone(EfficientAtWidths.Of(0.4)), new Dropout(0.2), new Dense(genreCount)];

    private static LayerSpec[] MusicnnNetwork(int genreCount) => [new Standardize(), .. Musicnn.Backbone(), new Dense(genreCount)];

    private static LayerSpec[] TransformerBlock(int units) =>
    [
        new Residual([new LayerNorm(), new SelfAttention(4), new Dropout(0.1)]),
        new Residual([new LayerNorm(), new Dense(2 * units), new Gelu(), new Dropout(0.1), new Dense(units), new Dropout(0.1)]),
    ];
}
