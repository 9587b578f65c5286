using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Represents a layer with its module.</summary>
/// <param name="Path">Path of the layer; see <see cref="LayerPath"/>.</param>
/// <param name="Spec">Specification of the layer.</param>
/// <param name="Module">Module of the layer.</param>
internal sealed record TorchLayer(string Path, LayerSpec Spec, nn.Module<Tensor, Tensor> Module);
