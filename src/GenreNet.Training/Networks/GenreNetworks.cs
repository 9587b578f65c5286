using GenreNet.Core.Errors;

namespace GenreNet.Training.Networks;

/// <summary>The catalogue of networks, by name.</summary>
public static class GenreNetworks
{
    private const double L2 = 0.001;

    /// <summary>The network that is trained unless another is asked for.</summary>
    public const string Default = "cnn";

    /// <summary>All names, in the order of size of idea: from the plainest network to the one to use.</summary>
    public static IReadOnlyList<string> Names { get; } = ["dense", "dense-regularized", "cnn-small", "cnn"];

    /// <summary>The network for segments that are too small for <see cref="Default"/>, such as summaries.</summary>
    public const string DefaultForRows = "dense-regularized";

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
                $"the network {name} is too deep for segments of {string.Join('x', segment.Axes)}: take one that fits, {string.Join(" or ", Names.Where(n => Fits(n, segment)))}.");
        }
    }

    /// <summary>The network of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="genreCount">Outputs of the last layer.</param>
    /// <exception cref="GenreNetException">There is no network of that name.</exception>
    public static NetworkSpec Create(string name, int genreCount) => new(name, name switch
    {
        "dense" => Dense(genreCount),
        "dense-regularized" => DenseRegularized(genreCount),
        "cnn-small" => CnnSmall(genreCount),
        "cnn" => Cnn(genreCount),
        _ => throw new GenreNetException($"there is no network named '{name}': choose one of {string.Join(", ", Names)}."),
    });

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
}
