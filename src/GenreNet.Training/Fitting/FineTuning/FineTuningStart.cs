using GenreNet.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>What fine-tuning begins with, instead of random weights.</summary>
/// <param name="Network">The pretrained networks and the classifier on them.</param>
/// <param name="Weights">The arrays of both.</param>
/// <param name="Trained">Paths of the layers, and of the blocks of layers, whose weights change; the others keep theirs.</param>
internal sealed record FineTuningStart(NetworkSpec Network, NetworkWeights Weights, IReadOnlyList<string> Trained)
{
    /// <summary>Whether the weights of a layer change.</summary>
    /// <param name="path">Where the layer is: <see cref="LayerPath"/>.</param>
    public bool Trains(string path) => Trained.Any(trained => path == trained || path.StartsWith($"{trained}.", StringComparison.Ordinal));
}
