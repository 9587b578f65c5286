using GenreNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Adds noise from torch's generator in training mode.</summary>
internal sealed class GaussianNoiseModule(GaussianNoise noise) : nn.Module<Tensor, Tensor>(nameof(GaussianNoise))
{
    // Kept alive; see TensorSum.
    private readonly Scalar _deviation = ((float)noise.Deviation).ToScalar();

    public override Tensor forward(Tensor input) => training ? input.Plus(randn_like(input).mul(_deviation)) : input;
}
