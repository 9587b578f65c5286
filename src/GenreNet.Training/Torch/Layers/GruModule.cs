using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Implements a recurrent layer that outputs the states of all steps.</summary>
internal sealed class GruModule : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.GRU _gru;

    public GruModule(Gru gru, int inputs)
        : base(nameof(Gru))
    {
        _gru = nn.GRU(inputs, gru.Units, batchFirst: true, bidirectional: gru.IsBidirectional);
        register_module("gru", _gru);
        foreach ((string role, var parameter) in _gru.named_parameters())
        {
            // Initialised as in Keras: Glorot-uniform kernels, orthogonal state matrix, zero biases.
            _ = role.StartsWith(WeightRoles.StateWeight, StringComparison.Ordinal) ? nn.init.orthogonal_(parameter)
                : role.StartsWith(WeightRoles.InputWeight, StringComparison.Ordinal) ? nn.init.xavier_uniform_(parameter)
                : nn.init.zeros_(parameter);
        }
    }

    public override Tensor forward(Tensor input) => _gru.forward(input).Item1;
}
