using GenreNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>A layer with its module.</summary>
/// <param name="Path">Its place: <see cref="LayerPath"/>.</param>
/// <param name="Spec">Its declaration.</param>
/// <param name="Module">Its module.</param>
internal sealed record TorchLayer(string Path, LayerSpec Spec, nn.Module<Tensor, Tensor> Module);
