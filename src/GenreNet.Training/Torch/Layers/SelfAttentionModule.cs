using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Implements scaled dot-product self-attention over a sequence, <c>[batch, steps, units]</c> to the same shape.</summary>
internal sealed class SelfAttentionModule : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> _projection;
    private readonly nn.Module<Tensor, Tensor> _output;
    private readonly long _heads;
    private readonly long _headUnits;

    public SelfAttentionModule(SelfAttention attention, int units, Device device)
        : base(nameof(SelfAttention))
    {
        _heads = attention.Heads;
        _headUnits = units / attention.Heads;
        _projection = TorchLayers.Initialized(nn.Linear(units, 3 * units, device: device));
        _output = TorchLayers.Initialized(nn.Linear(units, units, device: device));
        register_module(WeightRoles.Projection.TrimEnd('.'), _projection);
        register_module(WeightRoles.Output.TrimEnd('.'), _output);
    }

    public override Tensor forward(Tensor input)
    {
        (long batch, long steps) = (input.shape[0], input.shape[1]);

        // Shape: [3, batch, heads, steps, units per head].
        Tensor all = _projection.forward(input).reshape(batch, steps, 3, _heads, _headUnits).permute(2, 0, 3, 1, 4);
        Tensor mixed = nn.functional.scaled_dot_product_attention(all[0], all[1], all[2]);
        return _output.forward(mixed.transpose(1, 2).reshape(batch, steps, _heads * _headUnits));
    }
}
