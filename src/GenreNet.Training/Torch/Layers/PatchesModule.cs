using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Converts patches to vectors: <c>[batch, frames, coefficients]</c> to <c>[batch, patches, units]</c>.</summary>
internal sealed class PatchesModule : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> _kernel;

    public PatchesModule(Patches patches, int bands, Device device)
        : base(nameof(Patches))
    {
        (long, long) window = (patches.Frames, ShapeInference.PatchBands(patches, bands));
        _kernel = TorchLayers.Initialized(nn.Conv2d(1, patches.Units, window, window, device: device));
        register_module("kernel", _kernel);
    }

    public override Tensor forward(Tensor input) => _kernel.forward(input.unsqueeze(1)).flatten(2).transpose(1, 2);
}
