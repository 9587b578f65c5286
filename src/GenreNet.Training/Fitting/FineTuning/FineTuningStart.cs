using GenreNet.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>The starting point of fine-tuning, used instead of random weights.</summary>
/// <param name="Network">The pretrained networks with the classifier on top.</param>
/// <param name="Weights">The weights of both.</param>
/// <param name="Trained">Paths of the layers, and of the blocks of layers, whose weights are trained; all other weights are frozen.</param>
internal sealed record FineTuningStart(NetworkSpec Network, NetworkWeights Weights, IReadOnlyList<string> Trained)
{
    /// <summary>Returns whether the weights of a layer are trained.</summary>
    /// <param name="path">The path of the layer; see <see cref="LayerPath"/>.</param>
    public bool Trains(string path) => Trained.Any(trained => path == trained || path.StartsWith($"{trained}.", StringComparison.Ordinal));
}
