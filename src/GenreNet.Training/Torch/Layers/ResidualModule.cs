using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch.Layers;

/// <summary>What the body makes of a tensor, added to what the shortcut makes of it.</summary>
internal sealed class ResidualModule : nn.Module<Tensor, Tensor>
{
    private readonly TorchChain _body;
    private readonly TorchChain _shortcut;

    public ResidualModule(TorchChain body, TorchChain shortcut)
        : base(nameof(ResidualModule))
    {
        _body = body;
        _shortcut = shortcut;
        register_module("body", body);
        register_module("shortcut", shortcut);
    }

    /// <summary>The layers of both.</summary>
    public IEnumerable<TorchLayer> Layers => [.. _body.Layers, .. _shortcut.Layers];

    public override Tensor forward(Tensor input) => _body.forward(input).Plus(_shortcut.forward(input));
}
