using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Implements a layer without weights.</summary>
/// <param name="name">Name of the layer.</param>
/// <param name="function">The function that the layer computes.</param>
internal sealed class FunctionModule(string name, Func<Tensor, Tensor> function) : nn.Module<Tensor, Tensor>(name)
{
    public override Tensor forward(Tensor input) => function(input);
}
