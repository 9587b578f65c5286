using GenreNet.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Adds a trained vector to each step.</summary>
internal sealed class PositionEmbeddingModule : nn.Module<Tensor, Tensor>
{
    // Small compared with normalised input, as in vision transformers.
    private const double StartDeviation = 0.02;

    private readonly Parameter _positions;

    public PositionEmbeddingModule(TensorShape input, Device device)
        : base(nameof(PositionEmbedding))
    {
        _positions = nn.Parameter(zeros(input[0], input[1], device: device).normal_(0, StartDeviation));
        register_parameter(WeightRoles.Weight, _positions);
    }

    public override Tensor forward(Tensor input) => input.Plus(_positions);
}
