using GenreNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Implements a convolution with more padding at the end than at the start, which torch's own module does not support.</summary>
internal sealed class ConvolutionModule : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Conv2d _kernel;
    private readonly long[] _zeros;

    private ConvolutionModule(TorchSharp.Modules.Conv2d kernel, Conv2d conv)
        : base(nameof(Conv2d))
    {
        _kernel = kernel;
        _zeros = [conv.Zeros.Bands, conv.Zeros.Bands, conv.Zeros.Before, conv.Zeros.After];
        register_module("kernel", kernel);
    }

    /// <summary>Creates the module of a convolution: torch's own if it supports the padding.</summary>
    public static nn.Module<Tensor, Tensor> Create(Conv2d conv, TensorShape input, Device device)
    {
        (int before, int after, int bands) = conv.Zeros;
        bool isEven = before == after;
        TorchSharp.Modules.Conv2d kernel = nn.Conv2d(
            input[0],
            conv.Filters,
            (conv.Kernel.Frames, conv.Kernel.Bands),
            stride: (conv.Stride, conv.Stride),
            padding: isEven ? (before, bands) : (0, 0),
            groups: conv.IsDepthwise ? input[0] : 1,
            bias: !conv.IsUnbiased,
            device: device);
        TorchLayers.Initialized(kernel);
        kernel = ChannelsLast(kernel);
        return isEven ? kernel : new ConvolutionModule(kernel, conv);
    }

    public override Tensor forward(Tensor input) => _kernel.forward(nn.functional.pad(input, _zeros));

    // Stores kernels with channels last in memory: torch then keeps the images of the complete chain in this layout, in which its
    // convolutions are fastest. Shape [out, in, height, width] and values are unchanged.
    private static TorchSharp.Modules.Conv2d ChannelsLast(TorchSharp.Modules.Conv2d convolution)
    {
        using IDisposable noGradient = no_grad();
        using Tensor kernel = convolution.weight.detach().permute(0, 2, 3, 1).contiguous();
        convolution.weight = new TorchSharp.Modules.Parameter(kernel.permute(0, 3, 1, 2));
        return convolution;
    }
}
